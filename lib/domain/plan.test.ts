import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { plan } from './plan';
import { expectIs, segmentIn, wish, World } from './plan.fixture';
import { stepKey } from './step';

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
    world.segments.set(1, segmentIn({ running: true, up: true }));
    world.segments.set(2, segmentIn({ running: true, up: false }));
    expect(plan(wish(2), world.see()).map(stepKey)).toEqual(['engine n2', 'init n1']);
  });

  test('never begins a second Swarm while a manager of the first is silent', () => {
    const world = new World();
    world.converge(wish(3));
    Object.assign(world.segments.get(1)!, { node: undefined, role: undefined });
    Object.assign(world.segments.get(2)!, { up: false });
    Object.assign(world.segments.get(3)!, { up: false });
    for (const segments of [3, 2, 1])
      expect(plan(wish(segments, { born: true }), world.see()).map(stepKey)).not.toContain('init n1');
  });

  test('a segment that left is removed, though it does not answer any more, and never started again', () => {
    const world = new World();
    world.converge(wish(3));
    for (const ordinal of [3, 2]) world.run({ do: 'role', ordinal, role: 'worker', via: 1 }, wish(1));
    world.run({ do: 'drain', ordinal: 3, via: 1 }, wish(1));
    world.run({ do: 'leave', ordinal: 3, via: 1 }, wish(1));
    world.run({ do: 'drain', ordinal: 2, via: 1 }, wish(1));
    Object.assign(world.segments.get(3)!, { running: false, up: false });
    Object.assign(world.segments.get(2)!, { up: false });
    expect(plan(wish(1, { born: true }), world.see()).map(stepKey)).toEqual(['remove n2', 'remove n3']);
  });

  test('segments that leave drain one after the other, and get nothing from each other', () => {
    const world = new World();
    world.converge(wish(4));
    const order: string[][] = [];
    const desired = wish(1, { born: true });
    for (let steps = plan(desired, world.see()); steps.length > 0; steps = plan(desired, world.see())) {
      order.push(steps.filter((step) => step.do !== 'role' && step.do !== 'remove').map(stepKey));
      for (const step of steps) world.run(step, desired);
    }
    const pauses = ['pause n2', 'pause n3'];
    expect(order.filter((steps) => steps.length > 0)).toEqual([
      pauses,
      ...['n4', 'n3', 'n2'].flatMap((name) => [[`drain ${name}`], [`drained ${name}`], [`leave ${name}`]]),
    ]);
  });

  test('a manager that is not ready holds up the others, but not its own demotion', () => {
    const world = new World();
    world.converge(wish(3));
    const unready = (ordinal: number) => {
      const segments = world.see().segments.map((one) => ({ ...one, ready: one.ordinal !== ordinal }));
      return { ...world.see(), segments };
    };
    const steps = (ordinal: number) => plan(wish(1, { born: true }), unready(ordinal)).map(stepKey);
    expect([steps(1), steps(2), steps(3)]).toEqual([['ready n1'], ['role n2'], ['role n3']]);
  });

  test('who is to leave as well, while one drains already, gets nothing of it', () => {
    const world = new World();
    world.converge(wish(4));
    world.run({ do: 'drain', ordinal: 4, via: 1 }, wish(3));
    for (const ordinal of [3, 2]) world.run({ do: 'role', ordinal, role: 'worker', via: 1 }, wish(1));
    expect(plan(wish(1, { born: true }), world.see()).map(stepKey)).toEqual(['drained n4', 'pause n2', 'pause n3']);
  });

  test('a rebuild replaces engines that do not answer, or are not ready, one at a time', () => {
    const world = new World();
    world.converge(wish(3));
    const desired = wish(3, { born: true, revision: 1 });
    world.segments.get(3)!.up = false;
    expect(plan(desired, world.see()).map(stepKey)).toEqual(['replace n3']);
    world.run({ do: 'replace', ordinal: 3 }, desired);
    world.run({ do: 'segment', ordinal: 3 }, desired);
    expect(plan(desired, world.see()).map(stepKey)).toEqual(['engine n3']);
    world.segments.get(2)!.deaf = true;
    expect(plan(desired, world.see()).map(stepKey)).toEqual(['engine n2', 'engine n3']);
    world.converge(desired);
    expectIs(world, desired);
    const unready = world.see().segments.map((one) => ({ ...one, ready: one.ordinal !== 2 }));
    const look = { ...world.see(), segments: unready };
    expect(plan(wish(3, { born: true, revision: 1 }), look).map(stepKey)).toEqual(['ready n2']);
    expect(plan(wish(3, { born: true, revision: 2 }), look).map(stepKey)).toEqual(['replace n2']);
  });

  test('a rebuild takes nothing down whose vote the Swarm may need, though it says nothing', () => {
    const world = new World();
    world.converge(wish(3));
    const desired = wish(3, { born: true, revision: 1 });
    world.segments.get(3)!.up = false;
    world.segments.get(2)!.deaf = true;
    expect(plan(desired, world.see()).map(stepKey)).toEqual(['engine n2', 'replace n3']);
    for (const ordinal of [1, 2]) world.segments.get(ordinal)!.up = false;
    expect(plan(desired, world.see()).map(stepKey)).toEqual(['engine n1', 'engine n2', 'engine n3']);
  });

  test('a rebuild goes on when the services of the last engine run again', () => {
    const world = new World();
    world.converge(wish(3));
    const desired = wish(3, { born: true, revision: 1 });
    const order: string[] = [];
    for (let steps = plan(desired, world.see()); steps.length > 0; steps = plan(desired, world.see())) {
      order.push(...steps.filter((step) => step.do === 'replace' || step.do === 'restored').map(stepKey));
      for (const step of steps) world.run(step, desired);
    }
    expect(order).toEqual(['n3', 'n2', 'n1'].flatMap((name) => [`replace ${name}`, `restored ${name}`]));
  });

  test('a container that Docker keeps starting is waited for, not started again', () => {
    const world = new World();
    world.network = true;
    world.segments.set(1, segmentIn({ running: true, up: false }));
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
      kept: fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1 }).map((some) => some.sort()),
      crash: fc.option(fc.integer({ min: 1, max: 7 })),
    });
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 8 }), (changes) => {
        const world = new World();
        let born = false;
        for (const { kept, crash } of changes) {
          const hit = crash === null ? undefined : world.segments.get(crash);
          if (hit) Object.assign(hit, { running: false, up: false });
          world.converge(wish(kept, { born }));
          born = true;
          expectIs(world, wish(kept));
        }
        expect(world.inits).toBe(1);
        world.converge(wish(1, { deleted: true }));
        expect([world.segments.size, world.network]).toEqual([0, false]);
      }),
      { numRuns: 2000 },
    );
  });
});
