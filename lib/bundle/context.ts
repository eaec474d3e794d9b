import { buffer } from 'node:stream/consumers';
import { TarArchive } from 'archiver';
import type { BundleDetails } from './details';

/**
 * A tar that `docker context import` takes. The command refuses any entry but these, and leaves a broken context behind
 * when it does, which is why this is a file of its own.
 */
export async function contextArchive(
  details: BundleDetails & { readonly keyPem: string },
  date: Date,
): Promise<Buffer> {
  const tar = new TarArchive();
  const add = (name: string, text: string) => tar.append(text, { name, date, mode: 0o600 });
  add('meta.json', JSON.stringify(contextMetadata(details)));
  add('tls/docker/ca.pem', details.caPem);
  add('tls/docker/cert.pem', details.certPem);
  add('tls/docker/key.pem', details.keyPem);
  const [bytes] = await Promise.all([buffer(tar), tar.finalize()]);
  return bytes;
}

/** The shape of docker/cli `cli/context/store` (Metadata). */
function contextMetadata({ contextName, clusterName, endpoint }: BundleDetails) {
  return {
    Name: contextName,
    Metadata: { Description: `Docker Swarm cluster ${clusterName}` },
    Endpoints: { docker: { Host: endpoint, SkipTLSVerify: false } },
  };
}
