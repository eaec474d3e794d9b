/** What a task or a segment takes or has: bytes of memory and whole CPUs. */
export interface Resources {
  readonly memoryBytes: number;
  readonly cpus: number;
}

/** Tasks of one service that no segment takes. */
export interface Waiting {
  readonly service: string;
  readonly tasks: number;
  /** What each of them reserves. */
  readonly each: Resources;
  /** A segment more would take them: what they lack is room, not a label or a plugin. */
  readonly curable: boolean;
  /** The most of them that one segment takes (a port of the host, a limit of replicas per node); undefined where only room counts. */
  readonly perSegment?: number;
}

/** One segment at one moment. */
export interface SegmentLoad {
  readonly ordinal: number;
  /** In use now. */
  readonly used: Resources;
  /** What each service task on it reserves. */
  readonly tasks: readonly Resources[];
  /** Of them, those that something else than room ties to a place: a port of the host, a constraint, a limit per node. */
  readonly bound: number;
  /** Containers of plain `docker run` and local volumes, which do not move by themselves. */
  readonly fixed: number;
}

/** One cluster at one moment. */
export interface DemandSample {
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly segments: readonly SegmentLoad[];
  /** Segments that Swarm does not call ready. */
  readonly unready: number;
  readonly waiting: readonly Waiting[];
}

export const sumOf = (parts: readonly Resources[]): Resources =>
  parts.reduce<Resources>((sum, part) => plus(sum, part), { memoryBytes: 0, cpus: 0 });

export const plus = (one: Resources, other: Resources): Resources => ({
  memoryBytes: one.memoryBytes + other.memoryBytes,
  cpus: one.cpus + other.cpus,
});
