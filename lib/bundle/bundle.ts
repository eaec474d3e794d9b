import type { Readable } from 'node:stream';
import { ZipArchive } from 'archiver';
import { bundleFileName } from '../domain/credential';
import { contextArchive } from './context';
import { bundleDetails, type BundleDetails, type BundleInput } from './details';
import { dockerCmd } from './templates/docker-cmd';
import { dockerCsh } from './templates/docker-csh';
import { dockerEnv } from './templates/docker-env';
import { dockerFish } from './templates/docker-fish';
import { dockerPs1 } from './templates/docker-ps1';
import { dockerUndoCmd } from './templates/docker-undo-cmd';
import { dockerUndoCsh } from './templates/docker-undo-csh';
import { dockerUndoEnv } from './templates/docker-undo-env';
import { dockerUndoFish } from './templates/docker-undo-fish';
import { dockerUndoPs1 } from './templates/docker-undo-ps1';
import { readme } from './templates/readme';

/** What unpacks to `<cluster name>/`. */
interface BundleFile {
  readonly name: string;
  readonly content: string | Buffer;
  readonly secret?: true;
}

/**
 * The zip of "Get Access", to be piped to the response. Private keys have mode 0600, the rest 0644; every file carries
 * the date `now`.
 * @throws Error when the input is malformed, before anything is streamed
 */
export async function streamBundle(input: BundleInput, now: Date): Promise<Readable> {
  const details = bundleDetails(input);
  const files = [...certificates(details), ...scripts(details), ...(await context(details, now))];
  const zip = new ZipArchive({ store: true });
  for (const { name, content, secret } of files)
    zip.append(content, { name: `${details.clusterName}/${name}`, date: now, mode: secret ? 0o600 : 0o644 });
  // A failure reaches the reader as the stream's error; the promise says the same once more.
  zip.finalize().catch(() => undefined);
  return zip;
}

const certificates = (details: BundleDetails): BundleFile[] => [
  { name: 'ca.pem', content: details.caPem },
  { name: 'cert.pem', content: details.certPem },
  ...secret('ca-key.pem', details.caKeyPem),
  ...secret('key.pem', details.keyPem),
];

const secret = (name: string, content: string | Buffer | null): BundleFile[] =>
  content === null ? [] : [{ name, content, secret: true }];

const scripts = (details: BundleDetails): BundleFile[] => [
  { name: 'README.md', content: readme(details) },
  { name: 'docker.env', content: dockerEnv(details) },
  { name: 'docker.fish', content: dockerFish(details) },
  { name: 'docker.csh', content: dockerCsh(details) },
  { name: 'docker.ps1', content: dockerPs1(details) },
  { name: 'docker.cmd', content: dockerCmd(details) },
  { name: 'docker-undo.env', content: dockerUndoEnv() },
  { name: 'docker-undo.fish', content: dockerUndoFish() },
  { name: 'docker-undo.csh', content: dockerUndoCsh() },
  { name: 'docker-undo.ps1', content: dockerUndoPs1() },
  { name: 'docker-undo.cmd', content: dockerUndoCmd() },
];

async function context({ keyPem, ...details }: BundleDetails, now: Date): Promise<BundleFile[]> {
  const name = bundleFileName(details.clusterName, 'context');
  return secret(name, keyPem === null ? null : await contextArchive({ ...details, keyPem }, now));
}
