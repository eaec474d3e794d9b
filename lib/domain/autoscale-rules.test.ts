import { describe, expect, test } from 'vitest';
import { decide } from './autoscale';
import { load, minute, size, state, steady, waits } from './autoscale.fixture';
import { defaultRules, rulesWithin } from './autoscale-rules';

describe('what a person may set', () => {
  test('the owner’s limit holds, also when it was lowered since', () => {
    expect(rulesWithin(defaultRules, 3)).toMatchObject({ min: 1, max: 3, memoryTarget: 0.8 });
    expect(rulesWithin({ ...defaultRules, min: 3, max: 5 }, 2)).toMatchObject({ min: 2, max: 2 });
  });

  test('a minimum is grown to at once, and kept', () => {
    const samples = steady(minute, [load(1, 0.1)]);
    expect(decide(state({ samples, min: 2 }))).toMatchObject({
      to: 2,
      why: 'Its minimum is 2 segments; growing 1 → 2.',
    });
    const idle = steady(11 * minute, [load(1, 0.1), load(2, 0.1)]);
    expect(decide(state({ samples: idle, segments: 2, min: 2 })).to).toBe(2);
    expect(decide(state({ samples: idle, segments: 2, min: 1 })).to).toBe(1);
  });

  test('a maximum is not passed, and told from the limit', () => {
    const samples = steady(minute, [load(1, 0.1)], [waits()]);
    expect(decide(state({ samples, max: 1 }))).toEqual({
      to: 1,
      about: 'waiting',
      why: '2 tasks of web wait for 512 MB, but its maximum is 1 segment.',
    });
  });

  test('targets of memory and of CPU count each for itself', () => {
    const samples = steady(4 * minute, [load(1, 0.7)]);
    expect(decide(state({ samples })).to).toBe(1);
    expect(decide(state({ samples, memoryTarget: 0.7 })).to).toBe(2);
    const busy = steady(4 * minute, [{ ...load(1, 0.1), used: { memoryBytes: 0, cpus: 0.6 * size.cpus } }]);
    expect(decide(state({ samples: busy, memoryTarget: 0.3 })).to).toBe(1);
    expect(decide(state({ samples: busy, cpuTarget: 0.5 })).why).toBe(
      '60 % of CPU is used or reserved; growing 1 → 2.',
    );
  });

  test('a low target does not make it go back and forth', () => {
    const samples = steady(11 * minute, [load(1, 0.2), load(2, 0.2)]);
    expect(decide(state({ samples, segments: 2 })).to).toBe(1);
    expect(decide(state({ samples, segments: 2, memoryTarget: 0.4 }))).toEqual({
      to: 2,
      about: 'idle',
      why: 'n2 is little used, but the others would be too full without it.',
    });
  });

  test('idle segments are kept when they shall be', () => {
    const samples = steady(11 * minute, [load(1, 0.1), load(2, 0.1)]);
    expect(decide(state({ samples, segments: 2, shrink: false }))).toMatchObject({ to: 2, why: 'All is well.' });
  });
});
