import { X509Certificate } from 'node:crypto';
import type { SegmentRole } from '../../domain/cluster';
import type { Members } from '../types';

/** A member's certificate in its engine's data folder (swarmkit, ca/config.go, NewConfigPaths). */
const file = '/var/lib/docker/swarm/certificates/swarm-node.crt';

/** See Orchestrator.certifiedRole. The role is the organizational unit (swarmkit, ca/certificates.go). */
export async function certifiedRole(members: Members, ordinal: number): Promise<SegmentRole | undefined> {
  const pem = await members.file(ordinal, file);
  if (!pem) return undefined;
  const [, role] = /^OU=swarm-(manager|worker)$/m.exec(new X509Certificate(pem).subject) ?? [];
  return role as SegmentRole | undefined;
}
