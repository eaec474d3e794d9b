import { expect, test } from 'vitest';
import { sample } from '../../domain/autoscale.fixture';
import { autoscaleTimes } from '../../domain/autoscale-state';
import { forgetFuture, noticeChange, type Memory } from './memory';

const { quiet } = autoscaleTimes;
const fresh = (more: Partial<Memory> = {}): Memory => ({ samples: [], written: {}, regrets: 0, ...more });
const notice = (memory: Memory, segments: number, now: number) => noticeChange(memory, segments, now, autoscaleTimes);

test('the first look and an unchanged number tell of no change', () => {
  const memory = fresh();
  notice(memory, 2, 1);
  notice(memory, 2, 2);
  expect(memory).toMatchObject({ segments: 2, regrets: 0 });
  expect([memory.lastGrowth, memory.lastShrink]).toEqual([undefined, undefined]);
});

test('what others change counts as a change', () => {
  const memory = fresh({ segments: 2 });
  notice(memory, 3, 10);
  notice(memory, 1, 20);
  expect(memory).toMatchObject({ lastGrowth: 10, lastShrink: 20, regrets: 0 });
});

test('a shrink that is taken back again and again is tried less and less often', () => {
  const memory = fresh({ segments: 2 });
  const pauses = [1, 2, 3].map((round) => {
    Object.assign(memory, { segments: 1, shrunkTo: 1 }); // as the autoscaler writes it
    notice(memory, 2, round);
    return memory.shrinkNotBefore! - round;
  });
  expect(pauses).toEqual([2 * quiet, 4 * quiet, 8 * quiet]);
});

test('when the clock was set back, what was seen later is forgotten, and what was done later was done now', () => {
  const [now, later] = [1_000 * quiet, 1_006 * quiet];
  const memory = fresh({
    samples: [sample(now, []), sample(later, [])],
    ...{ lastGrowth: later, lastShrink: now - 1, regrets: 1, shrinkNotBefore: later + 2 * quiet },
    ...{ failures: { count: 3, last: later }, written: { loadAt: later } },
  });
  forgetFuture(memory, now, autoscaleTimes);
  expect(memory).toEqual({
    samples: [sample(now, [])],
    ...{ lastGrowth: now, lastShrink: now - 1, regrets: 1, shrinkNotBefore: now + 2 * quiet },
    ...{ failures: { count: 3, last: now }, written: { loadAt: now } },
  });
});

test('a memory of the past stays as it is', () => {
  const past = { lastGrowth: 5, regrets: 2, shrinkNotBefore: quiet, failures: { count: 1, last: 7 } };
  const memory = fresh({ ...past, samples: [sample(9, [])], written: { loadAt: 8 } });
  forgetFuture(memory, 10, autoscaleTimes);
  expect(memory).toMatchObject({ ...past, samples: [sample(9, [])], written: { loadAt: 8 } });
});
