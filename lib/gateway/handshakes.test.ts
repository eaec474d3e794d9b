import { expect, test } from 'vitest';
import { Handshakes } from './handshakes';

const limits = { failures: { burst: 3, perSecond: 1 }, unfinishedOfAddress: 2, unfinished: 3 };

function crowd(change: Partial<typeof limits> = {}) {
  const handshakes = new Handshakes({ ...limits, ...change });
  const cut: string[] = [];
  const begin = (origin: string, name: string) => handshakes.begin(origin, () => cut.push(name));
  return { handshakes, cut, begin };
}

test('failures shut out their address, until time has passed or somebody was let in', () => {
  const { handshakes } = crowd();
  expect([0, 0, 0].map((now) => handshakes.failed('a', now))).toEqual([false, false, true]);
  expect(handshakes.mayBegin('a', 999)).toBe(false);
  expect(handshakes.mayBegin('b', 0)).toBe(true);
  expect(handshakes.mayBegin('a', 1_000)).toBe(true);
  handshakes.failed('a', 1_000);
  handshakes.passed('a', 1_000);
  expect(handshakes.mayBegin('a', 1_000)).toBe(true);
});

test('being shut out for long costs no more than the last second', () => {
  const { handshakes } = crowd();
  for (let now = 0; now < 60_000; now += 10) handshakes.failed('a', now);
  expect(handshakes.mayBegin('a', 61_000)).toBe(true);
});

test('none per second: failures are not counted', () => {
  const { handshakes } = crowd({ failures: { burst: 0, perSecond: 0 } });
  for (let one = 0; one < 1_000; one++) expect(handshakes.failed('a', 0)).toBe(false);
  expect(handshakes.mayBegin('a', 0)).toBe(true);
});

test('of too many under way, of one address or of all, the oldest is cut; who is finished is none of them', () => {
  const { handshakes, cut, begin } = crowd();
  const finish = begin('a', 'a1');
  begin('a', 'a2');
  finish();
  begin('a', 'a3');
  expect(cut).toEqual([]);
  begin('a', 'a4');
  expect(cut).toEqual(['a2']);
  begin('b', 'b1');
  begin('c', 'c1');
  expect(cut).toEqual(['a2', 'a3']);
  expect(handshakes.size).toBe(3);
  finish();
  expect(handshakes.size).toBe(3);
});
