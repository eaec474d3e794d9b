import { describe, expect, test } from 'vitest';
import { decide } from './autoscale';
import type { AutoscaleState } from './autoscale-state';
import { load, MB, minute, now, sample, second, state, steady, waits } from './autoscale.fixture';
import type { SegmentLoad, Waiting } from './demand';

describe('growing for tasks that wait', () => {
  const waiting = (...all: Waiting[]) => steady(20 * second, [load(1, 0.2)], all);

  test('grows at once by as many as their packing needs', () => {
    expect(decide(state({ samples: waiting(waits()) }))).toEqual({
      to: 2,
      about: 'waiting',
      why: '2 tasks of web wait for 512 MB; growing 1 → 2.',
    });
    expect(decide(state({ samples: waiting(waits({ tasks: 4 })) })).to).toBe(3);
    expect(decide(state({ samples: waiting(waits({ tasks: 2, perSegment: 1 })) })).to).toBe(3);
    const small = { memoryBytes: 10 * MB, cpus: 0 };
    const few = (tasks: number) => waiting(waits({ tasks, each: small, perSegment: 2 }));
    expect(decide(state({ limit: 9, max: 9, samples: few(4) })).to).toBe(3);
    expect(decide(state({ limit: 9, max: 9, samples: few(5) })).to).toBe(4);
  });

  test('never beyond the limit, and says so', () => {
    expect(decide(state({ samples: waiting(waits({ tasks: 40 })) })).to).toBe(3);
    expect(decide(state({ segments: 3, samples: waiting(waits()) }))).toEqual({
      to: 3,
      about: 'waiting',
      why: '2 tasks of web wait for 512 MB, but your limit is 3 segments.',
    });
  });

  test('not before they waited fifteen seconds without a break', () => {
    const samples = [
      sample(now - 20 * second, [load(1, 0.2)], [waits()]),
      sample(now - 10 * second, [load(1, 0.2)]),
      sample(now, [load(1, 0.2)], [waits()]),
    ];
    expect(decide(state({ samples })).to).toBe(1);
    expect(decide(state({ samples: [sample(now - 14_999, [], [waits()])] })).to).toBe(1);
    expect(decide(state({ samples: [sample(now - 15_000, [], [waits()])] })).to).toBe(2);
  });

  test('not for what a segment more would not cure, nor for what fits in none', () => {
    expect(decide(state({ samples: waiting(waits({ curable: false })) })).to).toBe(1);
    const huge = waits({ each: { memoryBytes: 6 * 1024 * MB, cpus: 0 }, tasks: 1 });
    expect(decide(state({ samples: waiting(huge) }))).toEqual({
      to: 1,
      about: 'waiting',
      why: '1 task of web waits for 6 GB; a segment has 1 GB and 1 vCPU.',
    });
    expect(decide(state({ samples: waiting(huge, waits({ service: 'api' })) }))).toEqual({
      to: 2,
      about: 'waiting',
      why: '2 tasks of api wait for 512 MB; growing 1 → 2.',
    });
  });

  test('after a growth that failed only when its pause is over', () => {
    const after = (count: number, agoMs: number) =>
      decide(state({ samples: waiting(waits()), failures: { count, last: now - agoMs } })).to;
    expect([after(1, 29 * second), after(1, 30 * second)]).toEqual([1, 2]);
    expect([after(3, 119 * second), after(3, 120 * second)]).toEqual([1, 2]);
    expect([after(50, 30 * minute - 1), after(50, 30 * minute)]).toEqual([1, 2]);
  });
});

describe('growing for use', () => {
  const hot = (share: number, forMs = 4 * minute) => state({ samples: steady(forMs, [load(1, share)]) });

  test('one more when use was at its target for three minutes', () => {
    expect(decide(hot(0.91))).toMatchObject({ to: 2, why: '91 % of memory is used or reserved; growing 1 → 2.' });
    expect(decide(hot(0.79)).to).toBe(1);
    expect(decide(hot(0.91, 2 * minute)).to).toBe(1);
    expect(decide({ ...hot(0.91), segments: 3, max: 3 }).why).toBe(
      '91 % of memory is used or reserved, but your limit is 3 segments.',
    );
  });

  test('CPU counts as memory does', () => {
    const busy = steady(4 * minute, [{ ...load(1, 0.1), used: { memoryBytes: 0, cpus: 0.95 } }]);
    expect(decide(state({ samples: busy })).to).toBe(2);
  });

  test('what is reserved counts as what is used does', () => {
    const reserved = steady(4 * minute, [load(1, 0.1, { tasks: [{ memoryBytes: 900 * MB, cpus: 0 }] })]);
    expect(decide(state({ samples: reserved }))).toEqual({
      to: 2,
      about: 'use',
      why: '88 % of memory is used or reserved; growing 1 → 2.',
    });
  });

  test('a moment’s rest does not undo three minutes, a minute’s does', () => {
    const resting = (forMs: number) =>
      hot(0.95).samples.map((one) =>
        one.at > now - 90 * second && one.at <= now - 90 * second + forMs ? sample(one.at, [load(1, 0.1)]) : one,
      );
    expect(decide(state({ samples: resting(10 * second) })).to).toBe(2);
    expect(decide(state({ samples: resting(minute) })).to).toBe(1);
  });

  test('not within a minute of the last change', () => {
    expect(decide({ ...hot(0.91), lastGrowth: now - 59 * second }).to).toBe(1);
    expect(decide({ ...hot(0.91), lastGrowth: now - 60 * second }).to).toBe(2);
  });
});

describe('shrinking', () => {
  const idle = (last: SegmentLoad, more: Partial<AutoscaleState> = {}) =>
    state({ segments: 2, samples: steady(11 * minute, [load(1, 0.4), last]), ...more });

  test('gives the last segment back when it was little used for ten minutes', () => {
    expect(decide(idle(load(2, 0.1)))).toMatchObject({ to: 1, leaves: 2, why: 'n2 is little used; shrinking 2 → 1.' });
    expect(decide(idle(load(2, 0.5))).to).toBe(2);
    expect(decide(idle(load(2, 0.1), { samples: steady(9 * minute, [load(1, 0.4), load(2, 0.1)]) })).to).toBe(2);
  });

  test('gives the emptiest back: a worker, or any where all are managers', () => {
    const decided = (...loads: SegmentLoad[]) =>
      decide(state({ segments: loads.length, limit: 5, max: 5, samples: steady(11 * minute, loads) }));
    expect(decided(load(1, 0.3), load(2, 0.1), load(3, 0.3))).toMatchObject({ to: 2, leaves: 2 });
    expect(decided(load(1, 0.3), load(2, 0.1, { fixed: 1 }), load(3, 0.3))).toMatchObject({ to: 2, leaves: 3 });
    const workers = [load(2, 0), load(4, 0), load(5, 0), load(7, 0.1), load(9, 0.2)];
    expect(decided(...workers)).toMatchObject({ to: 4, leaves: 7 });
  });

  test('not when a segment was added meanwhile, figures are missing, or a shrink was just taken back', () => {
    const loads = [load(1, 0.2), load(2, 0.1)];
    expect(decide(idle(load(2, 0.1))).to).toBe(1);
    const grown = [...steady(11 * minute, [load(1, 0.1)]).slice(0, -2), ...steady(10 * second, loads)];
    expect(decide(state({ segments: 2, samples: grown })).to).toBe(2);
    const gap = steady(11 * minute, loads).filter(({ at }) => at < now - 2 * minute || at > now - minute);
    expect(decide(state({ segments: 2, samples: gap })).to).toBe(2);
    expect(decide(idle(load(2, 0.1), { shrinkNotBefore: now + second })).to).toBe(2);
  });

  test('not below the minimum, nor within ten minutes of a growth, nor while anything waits', () => {
    expect(decide(idle(load(2, 0.1), { min: 2 })).to).toBe(2);
    expect(decide(idle(load(2, 0.1), { lastGrowth: now - 9 * minute })).to).toBe(2);
    const waiting = steady(11 * minute, [load(1, 0.4), load(2, 0.1)], [waits({ curable: false })]);
    expect(decide(idle(load(2, 0.1), { samples: waiting })).to).toBe(2);
  });

  test('not when something on it does not move, fits nowhere else, or would fill the others', () => {
    expect(decide(idle(load(2, 0.1, { fixed: 1 }))).why).toContain('do not move by themselves');
    expect(decide(idle(load(2, 0.1, { bound: 1 }))).why).toContain('may find no other place');
    const reserves = (megabytes: number) => ({ tasks: [{ memoryBytes: megabytes * MB, cpus: 0 }] });
    const both = steady(11 * minute, [load(1, 0.3, reserves(700)), load(2, 0.1, reserves(400))]);
    expect(decide(idle(load(2, 0.1), { samples: both })).why).toContain('fits nowhere else');
    const full = steady(11 * minute, [load(1, 0.5), load(2, 0.2)]);
    expect(decide(idle(load(2, 0.2), { samples: full })).why).toContain('too full');
  });
});

describe('doing nothing', () => {
  test('on figures older than thirty seconds, or none', () => {
    const samples = steady(20 * second, [load(1, 0.2)], [waits()]);
    expect(decide(state({ samples, now: now + 30_001 })).why).toBe('There are no fresh figures.');
    expect(decide(state({})).to).toBe(1);
  });

  test('with more than a third of the segments not ready', () => {
    const samples = steady(20 * second, [load(1, 0.2)], [waits()]).map((one) => ({ ...one, unready: 1 }));
    expect(decide(state({ segments: 2, samples })).to).toBe(2);
    expect(decide(state({ segments: 3, max: 5, samples })).to).toBe(4);
  });
});
