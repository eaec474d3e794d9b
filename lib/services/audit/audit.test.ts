import { afterAll, beforeAll, expect, test } from 'vitest';
import type { AuditAction } from '../../domain/audit';
import { insertAudit, writeAudits, type NewAudit } from '../../repositories/audit';
import { auditFilter } from '../../schemas/audit';
import { createCluster } from '../clusters/create';
import { inviteMember } from '../members/invite';
import { exportAudit } from './export';
import { listAudit } from './list';
import { openWorld, refused, type World } from './world.fixture';

let world: World;
const at = (day: number, hour = 12) => new Date(Date.UTC(2026, 9, day, hour));
const entry = (day: number, action: AuditAction, more: Partial<NewAudit> = {}): NewAudit => ({
  ...{ at: at(day), action, actorKind: 'user', actorName: 'ada@example.com', ...more },
});

beforeAll(async () => {
  world = await openWorld();
  await inviteMember(world.member, { clusterId: world.clusterId, email: 'bob@example.com', role: 'operator' });
  await world.db.auditEntry.deleteMany();
  const cluster = { id: world.clusterId, name: 'argo' };
  await insertAudit(world.db, entry(1, 'cluster.scale', { cluster, address: '192.0.2.7', subject: 'argo' }));
  await insertAudit(world.db, entry(2, 'account.sign-in', { actorName: 'root@example.com', address: '192.0.2.8' }));
  await insertAudit(world.db, entry(3, 'cluster.rebuild', { cluster: { id: 'other', name: 'beta' } }));
  const call = { cluster, connectionId: 'c1', subject: 'POST /containers/create', detail: { credential: 'k' } };
  await writeAudits(world.db, [{ ...entry(4, 'docker.call', call), key: 'c1-1' }]);
  await insertAudit(world.db, { ...entry(5, 'cluster.retry', { subject: '=1+1' }), at: at(5, 0) });
});
afterAll(() => world.base.remove());

/** The days of the entries that are found for a query as it stands in an address. */
async function found(query: Record<string, string>, ctx = world.admin): Promise<number[]> {
  const { entries } = await listAudit(ctx, auditFilter.parse(query));
  return entries.map((one) => new Date(one.at).getUTCDate());
}
async function read(format: 'csv' | 'json', query: Record<string, string> = {}, ctx = world.admin): Promise<string> {
  let text = '';
  for await (const piece of await exportAudit(ctx, auditFilter.parse(query), format)) text += piece;
  return text;
}

test.each([
  [{}, [5, 4, 3, 2, 1]],
  [{ person: '', action: ' ', from: '' }, [5, 4, 3, 2, 1]],
  [{ person: ' Root@Example.com ' }, [2]],
  [{ action: 'cluster' }, [5, 3, 1]],
  [{ action: 'cluster.scale' }, [1]],
  [{ cluster: 'argo' }, [4, 1]],
  [{ cluster: 'other' }, [3]],
  [{ address: '192.0.2.8' }, [2]],
  [{ connection: 'c1' }, [4]],
  [{ from: '2026-10-04' }, [5, 4]],
  [{ from: '2026-10-02', to: '2026-10-04' }, [4, 3, 2]],
  [{ action: 'cluster', from: '2026-10-02', person: 'ada@example.com' }, [5, 3]],
  [{ person: 'nobody@example.com' }, []],
])('%j finds those of the days %j', async (query, days) => {
  expect(await found(query)).toEqual(days);
});

test('a person sees what concerns a cluster of theirs, and nothing else', async () => {
  const { member, other, clusterId: cluster, visitor } = world;
  expect(await found({ cluster }, member)).toEqual([4, 1]);
  expect(await found({ cluster, action: 'docker' }, member)).toEqual([4]);
  for (const query of [{ cluster: 'argo' }, { cluster: 'other' }]) {
    await refused(found(query, member), 'not_found');
    await refused(read('csv', query, member), 'not_found');
  }
  await refused(found({}, member), 'forbidden');
  await refused(found({ cluster }, other), 'forbidden');
  await refused(found({ cluster }, visitor), 'unauthenticated');
  expect(JSON.parse(await read('json', { cluster }, member))).toHaveLength(2);
});

test('JSON has what the pages have, and an empty one is a list as well', async () => {
  expect(JSON.parse(await read('json'))).toEqual((await listAudit(world.admin, {})).entries);
  expect(await read('json', { person: 'nobody@example.com' })).toBe('[]\n');
});

test('CSV is one line for each entry, and no cell is a formula', async () => {
  const lines = (await read('csv', { from: '2026-10-04' })).split('\r\n');
  expect(lines).toEqual([
    'id,at,actorKind,actor,action,clusterId,clusterName,subject,address,connection,detail',
    expect.stringMatching(/^\d+,2026-10-05T00:00:00.000Z,user,ada@example.com,cluster.retry,,,'=1\+1,,,\{\}$/),
    expect.stringMatching(/,argo,POST \/containers\/create,,c1,"\{""credential"":""k""\}"$/),
    '',
  ]);
});

test('many come in pages and in one file', async () => {
  const { id } = await createCluster(world.member, { name: 'many', plan: 'small', segments: 1 });
  const rows = Array.from({ length: 2_100 }, (_, index) => ({
    ...entry(6, 'docker.call', { cluster: { id, name: 'many' }, subject: `${index}` }),
    key: `many-${index}`,
  }));
  for (let from = 0; from < rows.length; from += 300) await writeAudits(world.db, rows.slice(from, from + 300));
  const filter = { cluster: id, action: 'docker.call' };
  const first = await listAudit(world.member, filter);
  const second = await listAudit(world.member, { ...filter, before: first.before! });
  expect([...first.entries, ...second.entries].map(({ subject }) => Number(subject))).toEqual(
    Array.from({ length: 200 }, (_, index) => 2_099 - index),
  );
  expect((await listAudit(world.member, { ...filter, before: first.entries.at(-1)!.id - 1_950 })).before).toBeNull();
  const all = JSON.parse(await read('json', filter, world.member)) as { subject: string }[];
  expect(all.map(({ subject }) => Number(subject))).toEqual(Array.from({ length: 2_100 }, (_, index) => 2_099 - index));
});
