import { execFileSync } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createAuthority } from '../pki/authority';
import { issueClient } from '../pki/issue';
import { newSerial } from '../pki/serial';
import { streamBundle } from './bundle';
import type { BundleInput } from './details';

/** A real authority and certificate, for a gateway on this machine. */
export function sampleInput(over: Partial<BundleInput> = {}) {
  const now = new Date();
  const expiresAt = new Date(now.getTime() + 30 * 24 * 60 * 60_000);
  const authority = createAuthority({ commonName: 'Puppis cluster demo', now, days: 3650 });
  const serial = newSerial();
  const { certPem, keyPem } = issueClient(authority, {
    commonName: 'ada@example.org',
    serial,
    now,
    notAfter: expiresAt,
  });
  const input: BundleInput = {
    clusterName: 'demo',
    host: 'localhost',
    port: 23760,
    engineVersion: '20.10.24+dfsg1',
    caPem: authority.certPem,
    caKeyPem: authority.keyPem,
    certPem,
    keyPem,
    expiresAt,
    issuedTo: 'ada@example.org',
    panelUrl: 'http://localhost:3000',
    ...over,
  };
  return { input, authority, serial };
}

/** A bundle unpacked by `unzip` below a temporary folder: `{ root, zip, bundle }`, and `remove` when done. */
export async function unpack(input: BundleInput, { now = new Date(), below = '.' } = {}) {
  const root = await realpath(await mkdtemp(path.join(tmpdir(), 'puppis-bundle-')));
  const zip = path.join(root, `${input.clusterName}.zip`);
  await pipeline(await streamBundle(input, now), createWriteStream(zip));
  const target = path.join(root, below);
  execFileSync('unzip', ['-q', zip, '-d', target]);
  return {
    root,
    zip,
    bundle: path.join(target, input.clusterName),
    remove: () => rm(root, { recursive: true, force: true }),
  };
}
