import path from 'node:path';
import { issueClient } from '../../lib/pki/issue';
import { loadSecret } from '../../lib/pki/secret';
import { newSerial } from '../../lib/pki/serial';
import { openDatabase } from '../../lib/repositories/client';
import { engineAuthority } from '../../lib/services/installation/engine-authority';
import { dockerAccess } from '../../lib/testing/docker-access';
import { product } from './test';

/** What worker and gateway hold: the environment of a docker command that goes straight to a segment's engine. */
export async function directAccess(address: string) {
  const { dataDir } = product();
  const db = openDatabase(`file:${path.join(dataDir, 'puppis.db')}`);
  const authority = await engineAuthority(db, loadSecret({ PUPPIS_DATA_DIR: dataDir }));
  await db.$disconnect();
  const now = new Date();
  const notAfter = new Date(now.getTime() + 86_400_000);
  const client = issueClient(authority, { commonName: 'direct', serial: newSerial(), now, notAfter });
  return dockerAccess(`tcp://${address}:2376`, { ca: authority.certPem, cert: client.certPem, key: client.keyPem });
}
