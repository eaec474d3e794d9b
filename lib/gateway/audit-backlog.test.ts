import { expect, test } from 'vitest';
import type { AuditAction } from '../domain/audit';
import { AuditBacklog, type KeyedAudit } from './audit-backlog';

const at = new Date('2026-11-25T12:00:00Z');
const entry = (key: string, id = 'flood', action: AuditAction = 'docker.call'): KeyedAudit => ({
  ...{ at, key, action, cluster: { id }, actorKind: 'credential', actorName: 'ada@example.com' },
});
const open = (most: number) => new AuditBacklog(most, () => at);
const keysOf = (entries: KeyedAudit[]) => entries.map(({ key }) => key);

test('what is put back comes first again, and what was added under its key meanwhile is the newer', () => {
  const backlog = open(10);
  for (const key of ['a', 'b', 'c']) backlog.add(entry(key));
  const taken = backlog.take(2);
  expect(keysOf(taken)).toEqual(['a', 'b']);
  backlog.add(entry('b', 'newer'));
  backlog.putBack(taken);
  expect(backlog.take(9).map(({ key, cluster }) => [key, cluster!.id])).toEqual([
    ...[
      ['a', 'flood'],
      ['b', 'newer'],
    ],
    ['c', 'flood'],
  ]);
});

test('a flood of one cluster’s calls loses nothing of another’s and no connection, and is told to the first', () => {
  const backlog = open(100);
  for (let i = 0; i < 20; i++) backlog.add(entry(`other-${i}`, 'other'));
  backlog.add(entry('connection', 'flood', 'gateway.connection'));
  for (let i = 0; i < 1_000; i++) backlog.add(entry(`flood-${i}`));
  expect(backlog.size).toBeLessThanOrEqual(101);
  const left = backlog.take(200);
  expect(keysOf(left.filter(({ cluster }) => cluster?.id === 'other'))).toHaveLength(20);
  expect(keysOf(left)).toContain('connection');
  const lost = left.filter(({ action }) => action === 'audit.lost');
  expect(lost).toMatchObject([{ cluster: { id: 'flood' }, actorName: 'gateway' }]);
  const kept = left.filter(({ key }) => key.startsWith('flood-')).length;
  expect(lost[0]!.detail).toEqual({ entries: 1_000 - kept });
});

test('it stays small where there are no calls to let go', () => {
  const backlog = open(10);
  for (let i = 0; i < 1_000; i++) backlog.add(entry(`${i}`, `${i}`, 'gateway.refused'));
  expect(backlog.size).toBeLessThan(20);
});
