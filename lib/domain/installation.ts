import type { CredentialLife } from './credential';

/** What holds for everybody here and can be changed while Puppis runs. */
export interface InstallationSettings {
  /** Whether strangers may make accounts. */
  readonly signUp: 'open' | 'closed';
  /** Clusters per account. */
  readonly maxClusters: number;
  /** Segments per cluster. */
  readonly maxSegments: number;
  /** The longest life of a credential. */
  readonly maxCredentialLife: CredentialLife;
  /** Whether `ca-key.pem` is in the zip that an owner of a cluster downloads. */
  readonly caKeyInBundles: boolean;
}
export type InstallationKey = keyof InstallationSettings;
