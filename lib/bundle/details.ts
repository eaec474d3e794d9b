import { X509Certificate } from 'node:crypto';
import { clusterNamePattern } from '../domain/cluster';
import { contextNameOf } from '../domain/credential';

/** What a bundle is made of. Private keys are in here: never log it. */
export interface BundleInput {
  readonly clusterName: string;
  /** Where the gateway answers for this cluster. */
  readonly host: string;
  readonly port: number;
  /** As the engine reports it; null while unknown. */
  readonly engineVersion: string | null;
  readonly caPem: string;
  /** Null where it is not to leave the installation. */
  readonly caKeyPem: string | null;
  readonly certPem: string;
  /** Null where its holder has it already. */
  readonly keyPem: string | null;
  readonly expiresAt: Date;
  /** The e-mail address of the person it was issued to. */
  readonly issuedTo: string;
  readonly panelUrl: string;
}

/** The same, safe to be written into scripts. */
export interface BundleDetails extends BundleInput {
  /** `tcp://host:port` */
  readonly endpoint: string;
  /** The certificate's SHA-256: tells this bundle's scripts from another's. */
  readonly mark: string;
  readonly contextName: string;
}

/**
 * Everything that lands in a script is checked here, so that no template has to quote. An engine's version is its
 * segment's own word, and the people of a cluster are root there: anything but a plain version is left out.
 * @throws Error when the cluster's name, the host or the port is malformed
 */
export function bundleDetails(input: BundleInput): BundleDetails {
  const { clusterName, host, port, engineVersion } = input;
  const sound = clusterNamePattern.test(clusterName) && /^[A-Za-z0-9.-]+$/.test(host) && Number.isInteger(port);
  if (!sound) throw new Error(`No bundle can be made for cluster "${clusterName}" at "${host}:${port}".`);
  return {
    ...input,
    engineVersion:
      engineVersion !== null && /^[A-Za-z0-9][A-Za-z0-9.+~_-]*$/.test(engineVersion) ? engineVersion : null,
    endpoint: `tcp://${host}:${port}`,
    mark: new X509Certificate(input.certPem).fingerprint256.replaceAll(':', '').toLowerCase(),
    contextName: contextNameOf(clusterName),
  };
}
