import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decide } from './autoscale';
import { autoscaleTimes } from './autoscale-state';
import { load, MB, minute, now, sample, second, size, state, waits } from './autoscale.fixture';
import type { DemandSample } from './demand';
import { segmentsFor } from './packing';

/** A cluster under constant demand for hours: services that reserve, and use that spreads evenly. */
function simulate({ reserve, tasks, use, max }: { reserve: number; tasks: number; use: number; max: number }) {
  const each = { memoryBytes: reserve, cpus: 0 };
  const samples: DemandSample[] = [];
  const changes: number[] = [];
  let segments = 1;
  let [lastGrowth, lastShrink]: (number | undefined)[] = [];
  for (let at = now; at < now + 2 * 60 * minute; at += 10 * second) {
    const perSegment = Math.floor(size.memoryBytes / reserve);
    const placed = Array.from({ length: segments }, (_, index) =>
      Math.max(0, Math.min(perSegment, Math.ceil((tasks - index) / segments))),
    );
    const left = tasks - placed.reduce((sum, one) => sum + one, 0);
    const loads = placed.map((many, index) =>
      load(index + 1, Math.min(1, use / segments), { tasks: Array(many).fill(each) }),
    );
    samples.push(sample(at, loads, left > 0 ? [waits({ tasks: left, each })] : []));
    if (samples.length > 80) samples.shift();
    const { to } = decide({ ...state({ max, limit: max, samples }), now: at, segments, lastGrowth, lastShrink });
    expect(to).toBeGreaterThanOrEqual(1);
    expect(to).toBeLessThanOrEqual(max);
    if (to === segments) continue;
    if (to > segments) lastGrowth = at;
    else lastShrink = at;
    changes.push(to - segments);
    segments = to;
  }
  return { changes, segments, fits: tasks <= segments * Math.floor(size.memoryBytes / reserve) };
}

describe('properties', () => {
  test('under constant demand it comes to rest, without going back and forth', () => {
    fc.assert(
      fc.property(
        fc.record({
          reserve: fc.integer({ min: 16 * MB, max: 1024 * MB }),
          tasks: fc.integer({ min: 0, max: 20 }),
          use: fc.double({ min: 0, max: 6, noNaN: true }),
          max: fc.integer({ min: 1, max: 8 }),
        }),
        (demand) => {
          const { changes, segments, fits } = simulate(demand);
          const turns = changes.filter((change, index) => index > 0 && change > 0 !== changes[index - 1]! > 0).length;
          expect(turns).toBe(0);
          if (!fits) expect(segments).toBe(demand.max);
        },
      ),
      { numRuns: 60 },
    );
  });

  test('a packing is never smaller than its volume and never needs a segment a task', () => {
    const task = fc.record({
      memoryBytes: fc.integer({ min: 1, max: size.memoryBytes }),
      cpus: fc.double({ min: 0, max: 1, noNaN: true }),
    });
    fc.assert(
      fc.property(fc.array(task, { maxLength: 30 }), (tasks) => {
        const waiting = tasks.map((each, index) => waits({ service: `s${index}`, tasks: 1, each }));
        const volume = tasks.reduce((sum, { memoryBytes }) => sum + memoryBytes, 0) / size.memoryBytes;
        expect(segmentsFor(waiting, size)).toBeGreaterThanOrEqual(Math.floor(volume));
        expect(segmentsFor(waiting, size)).toBeLessThanOrEqual(tasks.length);
      }),
    );
  });

  test('the same state gives the same decision, and times are settings', () => {
    const quick = { ...autoscaleTimes, pending: 0 };
    const one = state({ samples: [sample(now, [load(1, 0.1)], [waits()])] });
    expect(decide(one, quick)).toEqual(decide(one, quick));
    expect(decide(one, quick).to).toBe(2);
  });
});
