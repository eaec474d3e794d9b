import { expect, test } from 'vitest';
import type { Ear } from '@/lib/feed';
import { eventStream } from './_stream';

/** A stream, and what its listener's side knows of it. `read`: the next piece of text; undefined once it has ended. */
function stream(times: { heartbeatMs?: number; lifeMs?: number } = {}) {
  const state: { ear?: Ear; left: number } = { left: 0 };
  const stop = new AbortController();
  const subscribe = (ear: Ear) => {
    state.ear = ear;
    return () => void state.left++;
  };
  const reader = eventStream({ ...times, subscribe, signal: stop.signal }).getReader();
  const read = async () => {
    const { value } = await reader.read();
    return value && new TextDecoder().decode(value);
  };
  return { state, stop, read, cancel: () => reader.cancel() };
}

test('a heartbeat keeps it open where nothing happens', async () => {
  const { read, stop } = stream({ heartbeatMs: 1 });
  expect([await read(), await read(), await read()]).toEqual(['retry: 1000\n\n', ': here\n\n', ': here\n\n']);
  stop.abort();
});

test.each([
  ['its life is over', { lifeMs: 1 }, () => {}],
  ['the browser has gone', {}, ({ stop }: ReturnType<typeof stream>) => stop.abort()],
  ['the session has ended', {}, ({ state }: ReturnType<typeof stream>) => state.ear!.onEnd()],
])('it ends, once, when %s', async (_why, times, act) => {
  const one = stream(times);
  act(one);
  expect([await one.read(), await one.read()]).toEqual(['retry: 1000\n\n', undefined]);
  one.stop.abort();
  expect(one.state.left).toBe(1);
});

test('who stops reading is not told any more', async () => {
  const { cancel, state } = stream();
  await cancel();
  expect(state.left).toBe(1);
});
