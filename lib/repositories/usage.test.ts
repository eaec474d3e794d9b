import { afterEach, beforeEach, expect, test } from 'vitest';
import { testDatabase } from '../testing/database';
import { testPerson } from '../testing/people';
import { recordUsage } from './usage';

let base: Awaited<ReturnType<typeof testDatabase>>;

beforeEach(async () => {
  base = await testDatabase();
  const { user } = await testPerson(base.db);
  const common = { ownerId: user.id, plan: 'small', segments: 2, activeAt: new Date() };
  for (const [index, id] of ['a', 'b'].entries()) {
    const segmentRows = [1, 2].map((ordinal) => ({
      ...{ ordinal, name: `${id}-n${ordinal}`, address: '', role: 'manager', state: 'ready' },
    }));
    const data = { ...common, id, name: id, gatewayPort: index + 1, subnet: `10.0.${index}.0/24` };
    await base.db.cluster.create({ data: { ...data, segmentRows: { create: segmentRows } } });
  }
});
afterEach(() => base.remove());

test('writes the use of each segment to its own row, and of one that is gone to none', async () => {
  const at = new Date('2026-03-01T12:00:00.123Z');
  const use = (clusterId: string, ordinal: number, cpuPercent: number, memoryBytes: number) => ({
    ...{ clusterId, ordinal, cpuPercent, memoryBytes },
  });
  await recordUsage(base.db, [], at);
  await recordUsage(base.db, [use('a', 1, 12.5, 100), use('b', 2, 0, 5 * 2 ** 40), use('gone', 1, 1, 1)], at);
  const rows = await base.db.segment.findMany({ orderBy: [{ clusterId: 'asc' }, { ordinal: 'asc' }] });
  expect(rows.map((row) => [row.clusterId, row.ordinal, row.cpuPercent, row.memoryBytes, row.sampledAt])).toEqual([
    ['a', 1, 12.5, 100n, at],
    ['a', 2, null, null, null],
    ['b', 1, null, null, null],
    ['b', 2, 0, BigInt(5 * 2 ** 40), at],
  ]);
});

test('many rows take several statements', async () => {
  const many = Array.from({ length: 2_001 }, (_, index) => ({
    ...{ clusterId: index === 2_000 ? 'b' : 'none', ordinal: 1, cpuPercent: 3, memoryBytes: 4 },
  }));
  await recordUsage(base.db, many, new Date());
  expect(await base.db.segment.count({ where: { cpuPercent: 3 } })).toBe(1);
});
