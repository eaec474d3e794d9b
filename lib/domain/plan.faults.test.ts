import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { plan } from './plan';
import { expectIs, wish, World } from './plan.fixture';
import { stepKey, type Desired, type Step } from './step';

/** What may befall a cluster between two looks of a worker, or while its steps run. */
type Fault =
  | { kind: 'crash' | 'hang' | 'wipe' | 'deaf' | 'ill'; ordinal: number }
  | { kind: 'scale'; kept: number[] }
  | { kind: 'rebuild' | 'network' | 'second worker' };

/** How a step ended: as it should, without effect, or with an effect whose answer was lost. */
type Outcome = 'done' | 'failed' | 'lost';

const ordinal = fc.integer({ min: 1, max: 6 });
const kept = fc.uniqueArray(ordinal, { minLength: 1 }).map((some) => some.sort());
const fault: fc.Arbitrary<Fault> = fc.oneof(
  { weight: 3, arbitrary: fc.record({ kind: fc.constantFrom('crash' as const, 'hang' as const), ordinal }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constantFrom('deaf' as const, 'ill' as const), ordinal }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('wipe' as const), ordinal }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('scale' as const), kept }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constantFrom('rebuild' as const, 'network' as const) }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('second worker' as const) }) },
);
const outcome: fc.Arbitrary<Outcome> = fc.constantFrom('done', 'done', 'failed', 'lost');
const schedule = fc.array(
  fc.record({ fault: fc.option(fault), outcomes: fc.array(outcome, { minLength: 1, maxLength: 8 }) }),
  { minLength: 1, maxLength: 40 },
);

/** Runs schedules on a world, as workers that die and come again would. */
class Trial {
  readonly world = new World();
  desired: Desired = wish(1);
  /** What a worker that lost its lease is still about to do: the steps of its last look, and none after them. */
  private late: Step[] = [];

  befall(fault: Fault) {
    const segment = 'ordinal' in fault ? this.world.segments.get(fault.ordinal) : undefined;
    if (fault.kind === 'crash' && segment) Object.assign(segment, { running: false, up: false });
    if (fault.kind === 'hang' && segment) segment.up = false;
    if ((fault.kind === 'deaf' || fault.kind === 'ill') && segment) segment[fault.kind] = true;
    if (fault.kind === 'wipe' && 'ordinal' in fault) this.world.segments.delete(fault.ordinal);
    if (fault.kind === 'network' && this.world.segments.size === 0) this.world.network = false;
    if (fault.kind === 'scale') this.desired = { ...this.desired, kept: this.allowed(fault.kept) };
    if (fault.kind === 'rebuild') this.desired = { ...this.desired, revision: this.desired.revision + 1 };
  }

  /** Until it is born, the first segment cannot go: two may begin a Swarm each otherwise (lib/services/clusters/scale.ts). */
  private allowed(kept: readonly number[]): number[] {
    const first = this.desired.kept[0]!;
    return this.desired.born ? [...kept] : [first, ...kept.filter((one) => one > first)];
  }

  /** @param another whether a second worker took over after this look, while the first believes to be the only one */
  look(outcomes: readonly Outcome[], another: boolean) {
    const late = this.late;
    const steps = plan(this.desired, this.world.see());
    expect(new Set(steps.map(stepKey)).size).toBe(steps.length);
    if (steps.length === 0) this.desired = { ...this.desired, born: true };
    steps.forEach((step, index) => {
      if (outcomes[index % outcomes.length] !== 'failed') this.run(step);
    });
    for (const step of late) this.world.run(step, this.desired, true);
    for (const segment of this.world.segments.values()) segment.deaf = false;
    this.late = another ? steps : [];
  }

  private run(step: Step) {
    const alone = step.do === 'replace' && this.world.managers.length === 1;
    const before = this.world.quorate();
    this.world.run(step, this.desired);
    if (before && !alone) expect(this.world.quorate(), `${stepKey(step)} leaves a majority`).toBe(true);
  }
}

/** No engine is older than was asked for, and none is forgotten half-way. */
const expectNew = ({ segments }: World, { revision }: Desired) => {
  for (const one of segments.values()) expect([one.revision, one.interrupted]).toEqual([revision, false]);
};

describe('plan, whatever happens', () => {
  test('it ends with what was asked for, once nothing happens any more', () => {
    fc.assert(
      fc.property(schedule, (events) => {
        const trial = new Trial();
        for (const { fault, outcomes } of events) {
          if (fault) trial.befall(fault);
          trial.look(outcomes, fault?.kind === 'second worker');
        }
        trial.world.converge(trial.desired);
        expectIs(trial.world, trial.desired);
        expectNew(trial.world, trial.desired);
        trial.world.converge(wish(1, { deleted: true }));
        expect([trial.world.segments.size, trial.world.network]).toEqual([0, false]);
      }),
      { numRuns: 3000 },
    );
  });

  test('a Swarm of which two managers of three were lost goes on from the third', () => {
    const trial = new Trial();
    trial.desired = wish(3);
    trial.world.converge(trial.desired);
    trial.desired = wish(3, { born: true });
    for (const lost of [1, 3]) trial.befall({ kind: 'wipe', ordinal: lost });
    trial.world.converge(trial.desired);
    expectIs(trial.world, trial.desired);
    expect([trial.world.inits, trial.world.recoveries]).toEqual([1, 1]);
  });
});
