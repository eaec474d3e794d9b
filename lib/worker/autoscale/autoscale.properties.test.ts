import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decide } from '../../domain/autoscale';
import { load, MB, minute, now as epoch, sample, second, size, state, waits } from '../../domain/autoscale.fixture';
import { autoscaleTimes } from '../../domain/autoscale-state';
import { countFailure, forgetFuture, judgeGrowth, keepSamples, noticeChange, type Memory } from './memory';
import type { Tools } from '../tools';

const hours = 6;
const most = 5;

/** What befalls the worker at a look: nothing, no figures, a clock that is set, a person, or a death (all is forgotten). */
const look = fc.oneof(
  { weight: 30, arbitrary: fc.constant('look' as const) },
  { weight: 3, arbitrary: fc.constant('blind' as const) },
  fc.constantFrom('an hour on' as const, 'an hour back' as const, 'a new worker' as const),
);
const demand = fc.record({
  reserve: fc.integer({ min: 100 * MB, max: 1000 * MB }),
  tasks: fc.integer({ min: 0, max: 8 }),
  use: fc.double({ min: 0, max: 4, noNaN: true }),
  /** What the drain of a segment that goes comes to. */
  takenBack: fc.boolean(),
  growth: fc.constantFrom('succeeds' as const, 'is refused' as const, 'is given up' as const),
});

interface Demand {
  reserve: number;
  tasks: number;
  use: number;
  takenBack: boolean;
  growth: 'succeeds' | 'is refused' | 'is given up';
}

/** A worker's hours with one cluster under constant demand. */
class Hours {
  readonly changes: number[] = [];
  /** Growths that failed. */
  readonly attempts: number[] = [];
  segments = 1;
  private clock = epoch;
  private elapsed = 0;
  private memory: Memory = { samples: [], written: {}, regrets: 0 };

  constructor(private readonly want: Demand) {}

  get over() {
    return this.elapsed > hours * 60 * minute;
  }

  private pass(ms: number) {
    this.clock += ms;
    this.elapsed += ms;
  }

  befall(event: string) {
    if (event === 'an hour on') this.clock += 60 * minute;
    if (event === 'an hour back') this.clock -= 60 * minute;
    if (event === 'a new worker') this.memory = { samples: [], written: {}, regrets: 0 };
    this.look(event === 'blind');
    this.pass(10 * second);
  }

  private seen() {
    const each = { memoryBytes: this.want.reserve, cpus: 0 };
    const fit = Math.floor(size.memoryBytes / this.want.reserve);
    const placed = Array.from({ length: this.segments }, (_, index) =>
      Math.max(0, Math.min(fit, this.want.tasks - index * fit)),
    );
    const left = this.want.tasks - placed.reduce((sum, one) => sum + one, 0);
    const loads = placed.map((many, index) =>
      load(index + 1, Math.min(1, this.want.use / this.segments), { tasks: Array(many).fill(each) }),
    );
    return sample(this.clock, loads, left > 0 ? [waits({ tasks: left, each })] : []);
  }

  private look(blind: boolean) {
    const tools = { now: () => new Date(this.clock), times: { autoscale: autoscaleTimes } } as Tools;
    forgetFuture(this.memory, this.clock, autoscaleTimes);
    noticeChange(this.memory, this.segments, this.clock, autoscaleTimes);
    judgeGrowth(this.memory, this.segments, this.clock);
    keepSamples(this.memory, blind ? undefined : this.seen(), tools);
    const { to } = decide(
      { ...state({ limit: most, max: most }), ...this.memory, now: this.clock, segments: this.segments },
      autoscaleTimes,
    );
    expect(to).toBeGreaterThanOrEqual(1);
    expect(to).toBeLessThanOrEqual(most);
    if (to > this.segments) this.grow(to);
    else if (to < this.segments) this.shrink(to);
  }

  private grow(to: number) {
    if (this.want.growth !== 'succeeds') this.attempts.push(this.elapsed);
    if (this.want.growth === 'is refused') return countFailure(this.memory, this.clock);
    Object.assign(this.memory, { growing: to, segments: to, shrunkTo: undefined, lastGrowth: this.clock });
    this.pass(30 * second); // nobody looks while it grows
    if (this.want.growth === 'is given up') return;
    this.changes.push(this.elapsed);
    this.segments = to;
  }

  private shrink(to: number) {
    this.changes.push(this.elapsed);
    Object.assign(this.memory, { segments: to, shrunkTo: to, lastShrink: this.clock });
    this.pass(10 * minute);
    if (!this.want.takenBack) this.segments = to;
  }
}

const mostInAnHour = (moments: readonly number[]) =>
  Math.max(0, ...moments.map((begun) => moments.filter((at) => at >= begun && at < begun + 60 * minute).length));

test('whatever happens, a cluster under constant demand is left alone most of the time', () => {
  fc.assert(
    fc.property(demand, fc.array(look, { minLength: 50, maxLength: 50 }), (want, events) => {
      const day = new Hours(want);
      // The disturbances come in the first hours; then it must have come to rest.
      for (let turn = 0; !day.over; turn++) day.befall(turn % 7 === 0 ? (events[turn / 7] ?? 'look') : 'look');
      expect(mostInAnHour(day.changes)).toBeLessThanOrEqual(8);
      // Doubling from half a minute, it is tried seven times in an hour, and as often again by a worker that knows nothing.
      expect(mostInAnHour(day.attempts)).toBeLessThanOrEqual(7 * (1 + events.filter((one) => one !== 'look').length));
    }),
    { numRuns: 200 },
  );
});
