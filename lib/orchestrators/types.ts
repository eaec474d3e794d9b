import type { DemandSample, SegmentLoad } from '../domain/demand';
import type { ClusterRef, Engine } from '../providers/types';
import type { SegmentRole } from '../domain/cluster';

/** What the orchestrator's members say of themselves, by segment ordinal. */
export interface ObservedMember {
  readonly ordinal: number;
  /** The engine answered. Everything below is unknown when it did not. */
  readonly answering: boolean;
  readonly engineVersion?: string;
  readonly member: boolean;
  /** It knows of no Swarm at all; what is neither this nor a member is on its way in, or broken. */
  readonly blank?: boolean;
  readonly nodeId?: string;
  readonly role?: SegmentRole;
  readonly ready?: boolean;
  readonly draining?: boolean;
  /** `pause` or `drain` was called, and not `activate` since. */
  readonly dismissed?: boolean;
  /** `interrupt` was called, and not `resume` since. */
  readonly interrupted?: boolean;
  /** When `drain` was, in milliseconds since 1970. */
  readonly drainingSince?: number;
  /** Service tasks still there, and those from there that no other node takes (asked only while draining). */
  readonly tasks?: number;
  /** How many more do not run elsewhere as yet, of those that ran (asked only while draining). */
  readonly starting?: number;
  /** The services of those that no other node takes. */
  readonly displaced?: readonly string[];
}

export interface ObservedMembers {
  /** Ordinal of a manager that answers for the cluster; undefined when there is none. */
  readonly leader?: number;
  readonly members: readonly ObservedMember[];
  /** Segments that it lists as managers, whether they answer or not: they have a vote. */
  readonly managers: readonly number[];
  /** Those of them that the one which leads reaches. */
  readonly voters: readonly number[];
  /** Segments that it counts on, whether they answer or not: managers, and workers that are not down. */
  readonly counted: readonly number[];
  /** Node ids the cluster still lists that belong to no living segment (left, replaced, removed by hand). */
  readonly strangers: readonly string[];
}

/** What a cluster is asked for, beside what its segments use. */
export interface Demand extends Pick<DemandSample, 'unready' | 'waiting'> {
  readonly segments: readonly Omit<SegmentLoad, 'used'>[];
}

/** What a segment was taken down with, and has not got back. */
export interface Interruption {
  /** Milliseconds since 1970. */
  readonly since: number;
  /** Names of the services that do not run as they did. */
  readonly services: readonly string[];
}

/** A cluster's engines by ordinal, and how to reach them. */
export interface Members {
  readonly cluster: ClusterRef;
  engine(ordinal: number): Engine;
  /** The text of a file in a segment; undefined when it does not run, or has none. */
  file(ordinal: number, path: string): Promise<string | undefined>;
}

/** Turns engines into one cluster. Every verb may be repeated and interrupted; each says its own precondition. */
export interface Orchestrator {
  /**
   * Asks the engines of `ordinals`, whose containers run. `expected` (the same, when left out) are all segments that there are or shall be: the
   * node of one that is away for a moment is no stranger.
   */
  observe(members: Members, ordinals: readonly number[], expected?: readonly number[]): Promise<ObservedMembers>;
  /**
   * What the services of the cluster ask for now. `nodes`: node ids by ordinal, of every segment. Undefined when no manager
   * answers. @throws ProviderError when a segment does not
   */
  demand(members: Members, nodes: ReadonlyMap<number, string | null>): Promise<Demand | undefined>;
  /** Makes `ordinal` the first manager. Does nothing when it is one. */
  init(members: Members, ordinal: number): Promise<void>;
  /**
   * Makes `ordinal`, a manager of a Swarm that lost its majority, go on alone with what it knows; the others join anew.
   * Does nothing when the Swarm has a leader again.
   */
  recover(members: Members, ordinal: number): Promise<void>;
  /** Joins `ordinal` through the manager `via` (an answering leader). Leaves a foreign or broken Swarm first. */
  join(members: Members, ordinal: number, role: SegmentRole, via: number): Promise<void>;
  setRole(members: Members, ordinal: number, role: SegmentRole, via: number): Promise<void>;
  /**
   * The role of `ordinal` by its certificate, which is what it is when it starts again. One that is demoted gets another some seconds
   * after it lost its vote. Undefined when it has none.
   */
  certifiedRole(members: Members, ordinal: number): Promise<SegmentRole | undefined>;
  /** Gives it no more services. */
  pause(members: Members, ordinal: number, via: number): Promise<void>;
  /** Moves services away; containers of plain `docker run` stay until the segment goes. */
  drain(members: Members, ordinal: number, via: number): Promise<void>;
  /** Undoes `pause` and `drain`, of a segment that stays after all. */
  activate(members: Members, ordinal: number, via: number): Promise<void>;
  /**
   * Names of the services that run on `ordinal` and, elsewhere, have a task that is on its way, such as after a node was away:
   * taken down now, the last one that runs may go with it.
   */
  degraded(members: Members, ordinal: number, via: number): Promise<string[]>;
  /** Notes which services it has, before its engine is taken down to come back. Does nothing when that is noted already. */
  interrupt(members: Members, ordinal: number, via: number): Promise<void>;
  /** Undefined when nothing is noted. */
  interruption(members: Members, ordinal: number, via: number): Promise<Interruption | undefined>;
  /** Forgets what `interrupt` noted. */
  resume(members: Members, ordinal: number, via: number): Promise<void>;
  /** Takes a worker out. The segment's engine may be gone already. */
  leave(members: Members, ordinal: number): Promise<void>;
  /** Removes a node that left or died from the list. */
  forget(members: Members, nodeId: string, via: number): Promise<void>;
}
