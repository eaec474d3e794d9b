import { expect, test } from 'vitest';
import { openLog } from '../log';
import type { NewAudit } from '../repositories/audit';
import { eventually } from '../testing/eventually';
import type { KeyedAudit } from './audit-backlog';
import { AuditQueue, type AuditQueueOptions } from './audit-queue';

const at = new Date('2026-11-25T12:00:00Z');
const entry = (key: string, subject = ''): KeyedAudit => ({
  ...{ at, key, subject, actorKind: 'system', actorName: 'test', action: 'docker.call' },
});

/** A queue whose writes are kept, or fail while `down`. */
function open(options: Partial<AuditQueueOptions> = {}) {
  const writes: (readonly NewAudit[])[] = [];
  const state = { down: false, tries: 0 };
  const write = async (entries: readonly NewAudit[]) => {
    state.tries++;
    if (state.down) throw new Error('the database is away');
    writes.push(entries);
  };
  const queue = new AuditQueue({ write, now: () => at, log: openLog('test'), gatherMs: 5, ...options });
  const keys = () => writes.map((entries) => entries.map(({ key }) => key));
  return { queue, writes, keys, state };
}

test('what comes together is written together, and nothing twice', async () => {
  const { queue, keys } = open();
  for (const key of ['a', 'b', 'c']) queue.put(entry(key));
  await eventually('a write', async () => keys().length > 0);
  queue.put(entry('d'));
  expect(await queue.close()).toBe(0);
  expect(keys()).toEqual([['a', 'b', 'c'], ['d']]);
});

test('many go in writes of a limited size, at once', async () => {
  const { queue, keys } = open({ most: 2, gatherMs: 3_600_000 });
  for (const key of ['a', 'b', 'c', 'd', 'e']) queue.put(entry(key));
  await eventually('two writes', async () => keys().length === 2);
  expect(await queue.close()).toBe(0);
  expect(keys()).toEqual([['a', 'b'], ['c', 'd'], ['e']]);
});

test('an entry that is known better before it was written is written once', async () => {
  const { queue, writes } = open();
  queue.put(entry('a', 'begun'));
  queue.put(entry('b'));
  queue.put(entry('a', 'ended'));
  await queue.close();
  expect(writes).toMatchObject([[{ subject: 'ended' }, { key: 'b' }]]);
});

test('one that is known better while it is being written is written again', async () => {
  let done = () => {};
  const writes: string[] = [];
  const write = async (entries: readonly NewAudit[]) => {
    writes.push(...entries.map(({ subject }) => subject!));
    await new Promise<void>((resolve) => (done = resolve));
  };
  const { queue } = open({ write });
  queue.put(entry('a', 'begun'));
  await eventually('the write', async () => writes.length === 1);
  queue.put(entry('a', 'ended'));
  done();
  await eventually('the second', async () => writes.length === 2);
  done();
  expect(await queue.close()).toBe(0);
  expect(writes).toEqual(['begun', 'ended']);
});

test('while nothing can be written it is tried again with all of it, in its order', async () => {
  const { queue, keys, state } = open();
  state.down = true;
  for (const key of ['a', 'b']) queue.put(entry(key));
  await eventually('a failure', async () => state.tries > 1);
  queue.put(entry('c'));
  state.down = false;
  expect(await queue.close()).toBe(0);
  expect(keys().flat()).toEqual(['a', 'b', 'c']);
});

test('closing waits for a database that comes back, and not for ever', async () => {
  const { queue, keys, state } = open();
  state.down = true;
  queue.put(entry('a'));
  expect(await queue.close(50)).toBe(1);
  const { tries } = state;
  const closing = queue.close(3_600_000);
  await eventually('another try', async () => state.tries > tries);
  state.down = false;
  expect(await closing).toBe(0);
  expect(keys()).toEqual([['a']]);
});
