import { expect } from 'vitest';
import { managerCount, roleOf, type SegmentRole } from './cluster';
import { plan, stepKey, type Desired, type Seen, type SeenSegment, type Step } from './plan';

/** A cluster of engines that does what steps say: enough of Docker and Swarm for thousands of schedules. */
export class World {
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
      managers: [...this.segments].flatMap(([ordinal, { role }]) => (role === 'manager' ? ordinal : [])),
      counted: [...this.segments].flatMap(([ordinal, { role, up }]) =>
        role === 'manager' || (role && up) ? ordinal : [],
      ),
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

export const wish = (segments: number, change: Partial<Desired> = {}): Desired => ({
  deleted: false,
  segments,
  revision: 0,
  born: false,
  ...change,
});

/** It is what was asked for: these segments, each in its role. */
export function expectIs(world: World, segments: number) {
  expect([...world.segments.keys()].sort()).toEqual(Array.from({ length: segments }, (_, index) => index + 1));
  for (const [ordinal, segment] of world.segments) expect(segment.role).toBe(roleOf(ordinal, segments));
  expect(world.managers).toHaveLength(managerCount(segments));
}
