import type { SegmentRole } from './cluster';

/** What is wanted of a cluster. */
export interface Desired {
  readonly deleted: boolean;
  /** Ordinals of the segments that it shall have, lowest first; at least one. */
  readonly kept: readonly number[];
  /** Containers made with a lower revision are replaced, also those whose engine does not answer. */
  readonly revision: number;
  /** It was active once: a Swarm exists, and a silent manager must be waited for rather than a second Swarm begun. */
  readonly born: boolean;
}

export interface SeenSegment {
  readonly ordinal: number;
  /** Its container runs, or Docker keeps starting it: nothing but waiting, or replacing it, can help. */
  readonly running: boolean;
  readonly revision: number;
  /** Its engine answers; the rest is known only then. */
  readonly answering: boolean;
  readonly member: boolean;
  /** It knows of no Swarm at all: nothing is lost when it begins one. */
  readonly blank: boolean;
  /** Of one that does not answer, the last that was known. */
  readonly role?: SegmentRole;
  readonly ready: boolean;
  readonly draining: boolean;
  /** A step of ours paused it, or made it drain, and not a person. */
  readonly dismissed: boolean;
  /** It was taken down to be made anew, and nobody has looked yet whether its services run again. */
  readonly interrupted: boolean;
  /** Service tasks still on it, or that do not run elsewhere yet; known only while it drains. */
  readonly tasks: number;
}

/** What is there. */
export interface Seen {
  readonly network: boolean;
  readonly endpoint: boolean;
  /** Every segment that left any trace: a container or a volume. */
  readonly segments: readonly SeenSegment[];
  /** Ordinal of a manager that answers for the Swarm. */
  readonly leader?: number;
  /** Ordinals of those whom it lists as managers, whether they answer or not: they have a vote. */
  readonly managers: readonly number[];
  /** Ordinals of those of them that it reaches: their votes count. */
  readonly voters: readonly number[];
  /** Ordinals of those whom it counts on, whether they answer or not: managers, and workers that are not down. */
  readonly counted: readonly number[];
  /** Nodes the Swarm lists that belong to no segment. */
  readonly strangers: readonly string[];
}

type StepOf<Verb extends string, Fields = unknown> = Verb extends string ? { readonly do: Verb } & Fields : never;
interface On {
  readonly ordinal: number;
}
interface Via extends On {
  readonly via: number;
}
interface As extends Via {
  readonly role: SegmentRole;
}

export type Step =
  | StepOf<'network' | 'endpoint' | 'remove-network'>
  | StepOf<'segment' | 'engine' | 'init' | 'recover' | 'drained' | 'ready' | 'restored' | 'remove', On>
  | StepOf<'replace', Partial<Via> & On>
  | StepOf<'pause' | 'drain' | 'activate' | 'leave', Via>
  | StepOf<'join' | 'role', As>
  | StepOf<'forget', { readonly node: string; readonly via: number }>;

/** Names a step among those under way: the same step is never run twice at once. */
export function stepKey(step: Step): string {
  if ('ordinal' in step) return `${step.do} n${step.ordinal}`;
  return 'node' in step ? `${step.do} ${step.node}` : step.do;
}
