import { afterEach, beforeEach, expect, test } from 'vitest';
import { createFeed } from '@/lib/feed';
import type { UserActor } from '@/lib/domain/actor';
import { endSessions } from '@/lib/services/accounts/end-sessions';
import { endedSessions } from '@/lib/services/accounts/ended-sessions';
import { setDisabled } from '@/lib/services/accounts/set-disabled';
import { createCluster } from '@/lib/services/clusters/create';
import { changesAfter, latestEventId } from '@/lib/services/clusters/feed';
import { scaleCluster } from '@/lib/services/clusters/scale';
import type { Context } from '@/lib/services/context';
import { appendEvent } from '@/lib/repositories/events';
import { testContext, testUser } from '@/lib/testing/accounts';
import { testDatabase } from '@/lib/testing/database';
import { testHost } from '@/lib/testing/people';
import { answerEvents } from './_answer';

let base: Awaited<ReturnType<typeof testDatabase>>;
let feed: ReturnType<typeof createFeed>;
let failures: unknown[];
/** What the feed does between two looks: it waits until the test says `look`. */
let wake: () => void;
let atRest: () => void;
let ada: Context & { actor: UserActor };
let id: string;
const open: AbortController[] = [];

beforeEach(async () => {
  base = await testDatabase();
  failures = [];
  wake = atRest = () => {};
  await testHost(base.db);
  ada = await person('ada');
  ({ id } = await createCluster(ada, { name: 'alpha', plan: 'small', segments: 1, autoscale: false }));
  feed = createFeed(
    {
      latest: () => latestEventId(ada),
      changesAfter: (actor, after) => changesAfter(testContext(base.db, actor), after),
      ended: (sessions) => endedSessions(ada, sessions),
    },
    (error) => failures.push(error),
    () =>
      new Promise<void>((resolve) => {
        wake = resolve;
        atRest();
      }),
  );
});
afterEach(async () => {
  for (const one of open.splice(0)) one.abort();
  wake();
  await base.remove();
  expect(failures).toEqual([]);
});

async function person(name: string) {
  const actor = await testUser(base.db, { id: name });
  return { ...testContext(base.db, actor), actor };
}

/** Resolves when the feed has looked once more; the first look comes by itself when somebody begins to listen. */
const look = () =>
  new Promise<void>((resolve) => {
    atRest = resolve;
    wake();
  });

/** A browser's stream, from its first look on. `read`: the next piece of text; undefined once it has ended. */
async function listen(who: { actor: UserActor }, at: { query?: string; lastEventId?: string } = {}, version = 1) {
  const stop = new AbortController();
  open.push(stop);
  const request = new Request(`http://localhost/api/events${at.query ?? ''}`, {
    headers: at.lastEventId === undefined ? {} : { 'last-event-id': at.lastEventId },
    signal: stop.signal,
  });
  const looked = look();
  const answer = await answerEvents({ actor: who.actor, version }, request, {
    feed,
    latest: () => latestEventId(ada),
  });
  await looked;
  const reader = answer.body!.pipeThrough(new TextDecoderStream()).getReader();
  const read = async () => (await reader.read()).value;
  expect(await read()).toBe('retry: 1000\n\n');
  return { answer, read, stop };
}

const scale = (segments: number) => scaleCluster(ada, { id, segments });
const newest = () => latestEventId(ada);

/** The frames of the text: the id of each, and what it says. */
const frames = (text = '') =>
  [...text.matchAll(/^id: (\d+)\ndata: (.*)\n\n/gm)].map(([, number, data]) => {
    const event = JSON.parse(data!) as { id: number; message: string };
    expect(event.id).toBe(Number(number));
    return event;
  });
const words = (text?: string) => frames(text).map(({ message }) => message);

test('who comes without an id is told where the feed stands, and then what happens', async () => {
  const before = await newest();
  const { answer, read } = await listen(ada);
  expect(answer.headers.get('content-type')).toBe('text/event-stream; charset=utf-8');
  expect(await read()).toBe(`event: start\nid: ${before}\ndata: {}\n\n`);
  await scale(2);
  await look();
  const told = await read();
  expect(words(told)).toEqual(['Asked for 2 segments instead of 1.']);
  expect(frames(told)[0]!.id).toBe(await newest());
});

test.each([
  ['the browser’s own Last-Event-ID', (after: number) => ({ lastEventId: String(after) })],
  ['the parameter of our script', (after: number) => ({ query: `?after=${after}` })],
  ['both, of which the header is newer', (after: number) => ({ lastEventId: String(after), query: '?after=0' })],
])('resumes after %s, with what was missed and nothing twice', async (_what, at) => {
  const seen = await newest();
  await scale(2);
  await scale(3);
  const { read } = await listen(ada, at(seen));
  expect(words(await read())).toEqual(['Asked for 2 segments instead of 1.', 'Asked for 3 segments instead of 2.']);
  await scale(1);
  await look();
  expect(words(await read())).toEqual(['Asked for 1 segment instead of 3: n2 and n3 go.']);
});

test.each(['-1', '1.5', 'x', '', '9'.repeat(16)])('an id that is none (%j) begins here', async (lastEventId) => {
  const { read } = await listen(ada, { lastEventId });
  expect(await read()).toContain('event: start');
});

test('what is more than a page comes in as many looks, and none is left out', async () => {
  const seen = await newest();
  const cluster = { id, ownerId: 'ada' };
  for (let count = 0; count < 501; count++)
    await appendEvent(base.db, { cluster, step: 'spec', message: `${count}`, at: ada.now() });
  const { read } = await listen(ada, { lastEventId: String(seen) });
  expect(words(await read())).toHaveLength(500);
  await look();
  expect(words(await read())).toEqual(['500']);
});

test('each is told of their own clusters only', async () => {
  const grace = await listen(await person('grace'));
  await grace.read();
  await scale(2);
  await look();
  const other = await listen(ada, { lastEventId: '0' });
  expect(words(await other.read())).toHaveLength(2);
  grace.stop.abort();
  expect(await grace.read()).toBeUndefined();
});

test('signing out everywhere ends the streams of the sessions before, at the next look', async () => {
  const [old, other] = [await listen(ada), await listen(await person('grace'))];
  for (const { read } of [old, other]) await read();
  await endSessions(ada);
  await scale(2);
  await look();
  expect(await old.read()).toBeUndefined();
  const fresh = await listen(ada, { lastEventId: '0' }, 2);
  expect(words(await fresh.read())).toHaveLength(2);
  other.stop.abort();
  expect(await other.read()).toBeUndefined();
});

test('so does a disabled account, and one that is gone', async () => {
  const root = testContext(base.db, await testUser(base.db, { id: 'root', role: 'admin' }));
  const [disabled, gone] = [await listen(await person('grace')), await listen(await person('joan'))];
  for (const { read } of [disabled, gone]) await read();
  await setDisabled(root, { userId: 'grace', disabled: true });
  await base.db.user.delete({ where: { id: 'joan' } });
  await look();
  expect(await disabled.read()).toBeUndefined();
  expect(await gone.read()).toBeUndefined();
});

test('a feed that could not look says so, and goes on with the next', async () => {
  const { read } = await listen(ada);
  await read();
  await base.db.$executeRaw`ALTER TABLE "ClusterEvent" RENAME TO "Lost"`;
  await look();
  await base.db.$executeRaw`ALTER TABLE "Lost" RENAME TO "ClusterEvent"`;
  expect(failures.splice(0)).toHaveLength(1);
  await scale(2);
  await look();
  expect(words(await read())).toEqual(['Asked for 2 segments instead of 1.']);
});
