import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { managerCount, roleOf, type SegmentRole } from './cluster';
import { plan, stepKey, type Desired, type Seen, type SeenSegment, type Step } from './plan';

/** A cluster of engines that does what steps say: enough of Docker and Swarm for thousands of schedules. */
class World {
  network = false;
  endpoint = true;
  segments = new Map<
    number,
    { running: boolean; up: boolean; revision: number; role?: SegmentRole; draining: boolean }
  >();
  inits = 0;

  get managers() {
    return [...this.segments.values()].filter(({ role }) => role === 'manager');
  }

  see(): Seen {
    const leader = [...this.segments].find(([, segment]) => segment.up && segment.role === 'manager' && this.quorate());
    return {
      network: this.network,
      endpoint: this.endpoint,
      strangers: [],
      leader: leader?.[0],
      segments: [...this.segments].map(([ordinal, segment]): SeenSegment => ({
        ordinal,
        running: segment.running,
        revision: segment.revision,
        answering: segment.up,
        member: segment.role !== undefined,
        role: segment.role,
        ready: segment.up && segment.role !== undefined,
        draining: segment.draining,
        tasks: 0,
      })),
    };
  }

  quorate() {
    return this.managers.filter(({ up }) => up).length > this.managers.length / 2;
  }

  run(step: Step, desired: Desired) {
    const segment = 'ordinal' in step ? this.segments.get(step.ordinal) : undefined;
    switch (step.do) {
      case 'network':
        this.network = true;
        break;
      case 'remove-network':
        expect(this.segments.size).toBe(0);
        this.network = false;
        break;
      case 'segment': {
        const known = segment ?? { running: false, up: false, revision: desired.revision, draining: false };
        if (!known.running && known.revision < 0) known.revision = desired.revision;
        this.segments.set(step.ordinal, { ...known, running: true });
        break;
      }
      case 'engine':
        if (segment?.running) segment.up = true;
        break;
      case 'init':
        this.inits++;
        expect(this.managers).toHaveLength(0);
        segment!.role = 'manager';
        break;
      case 'join':
        expect(this.quorate()).toBe(true);
        segment!.role = step.role;
        break;
      case 'role':
        expect(this.quorate()).toBe(true);
        segment!.role = step.role;
        expect(this.quorate()).toBe(true);
        break;
      case 'drain':
        segment!.draining = true;
        break;
      case 'leave':
        expect(segment!.role).toBe('worker');
        segment!.role = undefined;
        break;
      case 'remove':
        this.segments.delete(step.ordinal);
        break;
      case 'replace':
        Object.assign(segment!, { running: false, up: false, revision: -1 });
        break;
      case 'endpoint':
        this.endpoint = true;
        break;
    }
  }

  converge(desired: Desired) {
    for (let round = 0; round < 200; round++) {
      const steps = plan(desired, this.see());
      if (steps.length === 0) return;
      expect(new Set(steps.map(stepKey)).size).toBe(steps.length);
      for (const step of steps) this.run(step, desired);
    }
    expect.fail(`no end in sight: ${JSON.stringify(plan(desired, this.see()))}`);
  }
}

const wish = (segments: number, change: Partial<Desired> = {}): Desired => ({
  deleted: false,
  segments,
  revision: 0,
  born: false,
  ...change,
});

function expectIs(world: World, segments: number) {
  expect([...world.segments.keys()].sort()).toEqual(Array.from({ length: segments }, (_, index) => index + 1));
  for (const [ordinal, segment] of world.segments) expect(segment.role).toBe(roleOf(ordinal, segments));
  expect(world.managers).toHaveLength(managerCount(segments));
}

describe('plan', () => {
  test('begins with the network alone', () => {
    expect(plan(wish(3), new World().see())).toEqual([{ do: 'network' }]);
  });

  test('starts all segments at the same time', () => {
    const world = new World();
    world.network = true;
    expect(plan(wish(3), world.see()).map(stepKey)).toEqual(['segment n1', 'segment n2', 'segment n3']);
  });

  test('initialises the Swarm while other engines still start', () => {
    const world = new World();
    world.network = true;
    world.segments.set(1, { running: true, up: true, revision: 0, draining: false });
    world.segments.set(2, { running: true, up: false, revision: 0, draining: false });
    expect(plan(wish(2), world.see()).map(stepKey)).toEqual(['engine n2', 'init n1']);
  });

  test('never begins a second Swarm while a manager of the first is silent', () => {
    const world = new World();
    world.converge(wish(3));
    Object.assign(world.segments.get(1)!, { role: undefined });
    Object.assign(world.segments.get(2)!, { up: false });
    Object.assign(world.segments.get(3)!, { up: false });
    for (const segments of [3, 2, 1])
      expect(plan(wish(segments, { born: true }), world.see()).map(stepKey)).not.toContain('init n1');
  });

  test('a rebuild replaces engines that do not answer, or are not ready, one at a time', () => {
    const world = new World();
    world.converge(wish(3));
    const desired = wish(3, { born: true, revision: 1 });
    world.segments.get(1)!.up = false;
    world.segments.get(3)!.up = false;
    expect(plan(desired, world.see()).map(stepKey)).toEqual(['engine n1', 'replace n3']);
    world.run({ do: 'replace', ordinal: 3 }, desired);
    world.run({ do: 'segment', ordinal: 3 }, desired);
    expect(plan(desired, world.see()).map(stepKey)).toEqual(['engine n1', 'engine n3']);
    world.segments.get(3)!.up = true;
    expect(plan(desired, world.see()).map(stepKey)).toEqual(['replace n1']);
    world.converge(desired);
    expectIs(world, 3);
    const unready = world.see().segments.map((one) => ({ ...one, ready: one.ordinal !== 2 }));
    const look = { ...world.see(), segments: unready };
    expect(plan(wish(3, { born: true, revision: 1 }), look).map(stepKey)).toEqual(['ready n2']);
    expect(plan(wish(3, { born: true, revision: 2 }), look).map(stepKey)).toEqual(['replace n2']);
  });

  test('a container that Docker keeps starting is waited for, not started again', () => {
    const world = new World();
    world.network = true;
    world.segments.set(1, { running: true, up: false, revision: 0, draining: false });
    expect(plan(wish(1), world.see()).map(stepKey)).toEqual(['engine n1']);
  });

  test('replaces old engines one at a time, the first manager last', () => {
    const world = new World();
    world.converge(wish(3));
    const order: string[] = [];
    const desired = wish(3, { born: true, revision: 1 });
    for (let steps = plan(desired, world.see()); steps.length > 0; steps = plan(desired, world.see())) {
      for (const step of steps) {
        if (step.do === 'replace') order.push(stepKey(step));
        world.run(step, desired);
      }
      expect([...world.segments.values()].filter(({ up }) => !up).length).toBeLessThanOrEqual(1);
    }
    expect(order).toEqual(['replace n3', 'replace n2', 'replace n1']);
  });

  test('reaches every size from every size, through crashes, and leaves nothing when deleted', () => {
    const change = fc.record({
      segments: fc.integer({ min: 1, max: 7 }),
      crash: fc.option(fc.integer({ min: 1, max: 7 })),
    });
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 8 }), (changes) => {
        const world = new World();
        let born = false;
        for (const { segments, crash } of changes) {
          const hit = crash === null ? undefined : world.segments.get(crash);
          if (hit) Object.assign(hit, { running: false, up: false });
          world.converge(wish(segments, { born }));
          born = true;
          expectIs(world, segments);
        }
        expect(world.inits).toBe(1);
        world.converge(wish(1, { deleted: true }));
        expect([world.segments.size, world.network]).toEqual([0, false]);
      }),
      { numRuns: 2000 },
    );
  });
});
