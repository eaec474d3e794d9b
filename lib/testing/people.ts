import { newId } from '../domain/id';
import type { Database } from '../repositories/client';
import type { Context } from '../services/context';

const GiB = 1024 ** 3;

let last = 0;
/** No two moments are the same, on a machine however fast: what was made later is listed later. */
export const nextMoment = () => new Date((last = Math.max(Date.now(), last + 1)));

/** A person's row and the context their requests run in, with a clock of the test's. */
export async function testPerson(
  db: Database,
  now = nextMoment,
  own: { maxClusters?: number; maxSegments?: number } = {},
) {
  const id = newId();
  const user = await db.user.create({ data: { id, email: `${id}@example.org`, ...own } });
  const ctx: Context = { actor: { kind: 'user', userId: id, role: 'member' }, db, now };
  return { user, ctx };
}

/** A host row as the worker would write it. */
export async function testHost(db: Database, change: { cpus?: number; memoryGiB?: number } = {}) {
  const memoryBytes = BigInt((change.memoryGiB ?? 32) * GiB);
  const facts = {
    name: 'test',
    cpus: change.cpus ?? 4,
    memoryBytes,
    engineVersion: '28.0.0',
    ipvs: true,
    seenAt: new Date(),
  };
  await db.host.upsert({ where: { id: 'test' }, create: { id: 'test', ...facts }, update: facts });
}
