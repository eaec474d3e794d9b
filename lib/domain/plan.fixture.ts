import { expect } from 'vitest';
import type { SegmentRole } from './cluster';
import { managersOf, ordinalsUpTo, roleOf } from './ordinals';
import { plan } from './plan';
import { stepKey, type Desired, type Seen, type SeenSegment, type Step } from './step';

interface SegmentIn {
  running: boolean;
  up: boolean;
  revision: number;
  /** Its node in the Swarm; undefined while its volume knows of none. */
  node?: string;
  /** What its volume says that it is there. */
  role?: SegmentRole;
  /** By our own steps: the first may only pause it. */
  dismissed: boolean;
  draining: boolean;
  /** Its services have yet to come back. */
  interrupted: boolean;
  /** Its engine says nothing for one look, or its node is not ready though it answers. */
  deaf: boolean;
  ill: boolean;
  /** Of services, that have yet to move while it drains. */
  tasks: number;
}

export const segmentIn = (change: Partial<SegmentIn>): SegmentIn => ({
  ...{ running: false, up: false, revision: 0, dismissed: false, draining: false, tasks: 0 },
  ...{ interrupted: false, deaf: false, ill: false },
  ...change,
});

const hears = ({ up, deaf }: SegmentIn) => up && !deaf;

/** A cluster of engines that does what steps say: enough of Docker and Swarm for thousands of schedules. */
export class World {
  network = false;
  endpoint = true;
  segments = new Map<number, SegmentIn>();
  /** The Swarm's list: nodes, and which of them have a vote. */
  nodes = new Map<string, { ordinal: number; role: SegmentRole }>();
  inits = 0;
  recoveries = 0;
  private born = 0;

  get managers() {
    return [...this.nodes].filter(([, { role }]) => role === 'manager').map(([node]) => node);
  }

  private up(node: string) {
    return [...this.segments.values()].some((segment) => segment.node === node && segment.up);
  }

  quorate() {
    return this.managers.filter((node) => this.up(node)).length > this.managers.length / 2;
  }

  see(): Seen {
    const led = this.quorate();
    const listed = ({ node }: SegmentIn) => (node === undefined ? undefined : this.nodes.get(node));
    const isLeader = (segment: SegmentIn) => led && hears(segment) && listed(segment)?.role === 'manager';
    const living = new Set([...this.segments.values()].map(({ node }) => node));
    const counted = [...this.nodes].filter(([node, { role }]) => role === 'manager' || this.up(node));
    const managers = [...this.nodes].filter(([, { role }]) => role === 'manager');
    const ordinalsOf = (nodes: typeof managers) => (led ? nodes.map(([, { ordinal }]) => ordinal) : []);
    return {
      network: this.network,
      endpoint: this.endpoint,
      strangers: led ? [...this.nodes.keys()].filter((node) => !living.has(node)) : [],
      leader: [...this.segments].find(([, segment]) => isLeader(segment))?.[0],
      managers: ordinalsOf(managers),
      voters: ordinalsOf(managers.filter(([node]) => this.up(node))),
      counted: ordinalsOf(counted),
      segments: [...this.segments].map(([ordinal, segment]): SeenSegment => {
        const answering = hears(segment);
        const role = led ? listed(segment)?.role : segment.role;
        return {
          ...{ ordinal, running: segment.running, revision: segment.revision, answering },
          ...{ member: answering && role !== undefined, role: answering ? role : segment.role },
          blank: answering && segment.node === undefined,
          ...{ ready: led && answering && role !== undefined && !segment.ill, tasks: segment.tasks },
          ...{
            draining: segment.draining,
            dismissed: segment.dismissed,
            interrupted: answering && segment.interrupted,
          },
        };
      }),
    };
  }

  /** @param late by a worker that looked before something else happened: it may cost the majority, which is to be made good */
  run(step: Step, desired: Desired, late = false) {
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
        const known = segment ?? segmentIn({ revision: desired.revision });
        if (!known.running && known.revision < 0) known.revision = desired.revision;
        this.segments.set(step.ordinal, { ...known, running: true });
        break;
      }
      case 'engine':
        if (segment?.running) Object.assign(segment, { up: true, deaf: false });
        break;
      case 'ready':
        if (segment) segment.ill = false;
        break;
      case 'restored':
        if (segment) segment.interrupted = false;
        break;
      case 'remove':
        this.segments.delete(step.ordinal);
        break;
      case 'replace':
        if (segment) Object.assign(segment, { running: false, up: false, ill: false, revision: -1 });
        if (segment && step.via !== undefined) segment.interrupted = true;
        break;
      case 'endpoint':
        this.endpoint = true;
        break;
      default:
        this.swarm(step, segment, desired, late);
    }
  }

  /** As the real verbs do: what does not apply any more, does nothing. */
  private swarm(step: Step, segment: SegmentIn | undefined, { born }: Desired, late: boolean) {
    if (step.do === 'forget') {
      if (this.quorate()) this.nodes.delete(step.node);
      return;
    }
    if (!segment?.up || !('ordinal' in step)) return;
    if (step.do === 'init') return this.init(step.ordinal, segment, born);
    if (step.do === 'recover') return this.recover(step.ordinal, segment);
    if (step.do === 'join' && this.quorate()) return this.join(step.ordinal, segment, step.role);
    const node = segment.node === undefined ? undefined : this.nodes.get(segment.node);
    if (step.do === 'leave' && node?.role !== 'manager') {
      if (segment.node !== undefined && this.quorate()) this.nodes.delete(segment.node);
      Object.assign(segment, { node: undefined, role: undefined });
    }
    if (!node || !this.quorate()) return;
    if (step.do === 'role') {
      node.role = segment.role = step.role;
      if (!late) expect(this.quorate(), 'a change of role leaves a majority').toBe(true);
    }
    if (step.do === 'pause') segment.dismissed = true;
    if (step.do === 'drain') this.drain(segment, late);
    if (step.do === 'drained') segment.tasks = 0;
    if (step.do === 'activate') segment.dismissed = segment.draining = false;
  }

  /** Two workers, each with a look of its own, may each let one go. */
  private drain(segment: SegmentIn, late: boolean) {
    const others = [...this.segments.values()].filter((one) => one !== segment && one.up && one.node && one.draining);
    if (!late) expect(others, 'segments drain one at a time').toEqual([]);
    Object.assign(segment, { dismissed: true, draining: true, tasks: 1 });
  }

  private init(ordinal: number, segment: SegmentIn, born: boolean) {
    if (segment.role === 'manager') return;
    this.inits++;
    const knowing = [...this.segments.values()].filter(({ role }) => role === 'manager');
    if (born) expect(knowing, 'nobody knows of a Swarm that another is made beside').toEqual([]);
    this.nodes.clear();
    this.join(ordinal, segment, 'manager');
  }

  /** `--force-new-cluster`: all others are listed on, without a vote. One of an earlier Swarm goes on with that. */
  private recover(ordinal: number, segment: SegmentIn) {
    if (this.quorate() || segment.role !== 'manager') return;
    this.recoveries++;
    if (!this.nodes.has(segment.node!)) this.nodes = new Map([[segment.node!, { ordinal, role: 'manager' }]]);
    for (const [node, entry] of this.nodes) entry.role = node === segment.node ? 'manager' : 'worker';
  }

  private join(ordinal: number, segment: SegmentIn, role: SegmentRole) {
    if (segment.node !== undefined && this.nodes.has(segment.node)) return;
    const node = `node-${++this.born}`;
    Object.assign(segment, { node, role, dismissed: false, draining: false, interrupted: false });
    this.nodes.set(node, { ordinal, role });
  }

  converge(desired: Desired) {
    for (let round = 0; round < 200; round++) {
      const steps = plan(desired, this.see());
      if (steps.length === 0) return;
      expect(new Set(steps.map(stepKey)).size).toBe(steps.length);
      for (const step of steps) this.run(step, desired);
    }
    expect.fail(`no end in sight: ${JSON.stringify([plan(desired, this.see()), this.see()])}`);
  }
}

/** @param segments how many of the first, or which ones */
export const wish = (segments: number | readonly number[], change: Partial<Desired> = {}): Desired => ({
  deleted: false,
  kept: typeof segments === 'number' ? ordinalsUpTo(segments) : segments,
  revision: 0,
  born: false,
  ...change,
});

/** It is what was asked for: these segments, each in its role, and nobody else. */
export function expectIs(world: World, { kept }: Desired) {
  expect([...world.segments.keys()].sort((one, other) => one - other)).toEqual(kept);
  for (const [ordinal, { node, dismissed, draining }] of world.segments) {
    expect(world.nodes.get(node!)).toEqual({ ordinal, role: roleOf(ordinal, kept) });
    expect({ dismissed, draining }).toEqual({ dismissed: false, draining: false });
  }
  expect([world.nodes.size, world.managers.length]).toEqual([kept.length, managersOf(kept).length]);
}
