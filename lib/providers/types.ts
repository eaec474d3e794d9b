import type { Belongings } from '../domain/belongings';
import type { Resources } from '../domain/demand';
import type { Service, Task } from '../domain/displaced';
import type { Plan } from '../domain/plans';

/** Where a cluster's resources live; names and addresses follow from it and nothing else. */
export interface ClusterRef {
  readonly id: string;
  readonly name: string;
  /** CIDR of the cluster's private network, a /24 of its own. */
  readonly subnet: string;
}

export interface SegmentRef {
  readonly cluster: ClusterRef;
  /** 1..N */
  readonly ordinal: number;
}

/** What a provider found that carries the cluster's labels. */
export interface ObservedResources {
  readonly network: boolean;
  readonly segments: readonly ObservedSegment[];
}

export interface ObservedSegment {
  readonly ordinal: number;
  readonly volume: boolean;
  readonly container: 'absent' | 'created' | 'running' | 'paused' | 'restarting' | 'exited';
  /** The `revision` the container was made with; undefined while there is no container. */
  readonly revision?: number;
  /** IPv4, undefined while there is no container. */
  readonly address?: string;
}

export interface HostFacts {
  readonly id: string;
  readonly name: string;
  readonly cpus: number;
  readonly memoryBytes: number;
  readonly diskFreeBytes?: number;
  readonly engineVersion: string;
  /** Whether the kernel has IPVS: without it no routing mesh (VIP services, ingress ports). */
  readonly ipvs: boolean;
}

export interface Usage {
  readonly ordinal: number;
  /** Percent of the plan's vCPUs, 0–100. */
  readonly cpuPercent: number;
  /** Memory in use without the page cache that the kernel can take back, as `docker stats` counts it. */
  readonly memoryBytes: number;
}

/**
 * Makes and removes what a cluster is made of. Every `ensure` and `remove` may be repeated, raced and interrupted at
 * any point; nothing without this installation's labels is ever touched.
 */
export interface Provider {
  /** Facts about the machine that segments run on. Throws when its engine does not answer. */
  host(): Promise<HostFacts>;
  /** Ids of the clusters that have anything labelled here, also those that no row knows. */
  clusters(): Promise<string[]>;
  observe(cluster: ClusterRef): Promise<ObservedResources>;
  /** The private network. @throws ProviderError terminal when the subnet is in use by a stranger. */
  ensureNetwork(cluster: ClusterRef): Promise<void>;
  /**
   * Volume, container, files and start; resolves when the container runs (its engine may not answer yet). A container
   * that exists is kept whatever its revision; a new one is labelled with `revision`.
   */
  ensureSegment(segment: SegmentRef, plan: Plan, revision: number): Promise<void>;
  /**
   * The container only: its volume, and so everything its engine knows, stays. Resolves also when there is none.
   * @param upForMs leave one that started later than so long ago and has not ended since; @returns whether it is gone
   */
  removeContainer(segment: SegmentRef, upForMs?: number): Promise<boolean>;
  /** Container and volume. Resolves also when there is none. */
  removeSegment(segment: SegmentRef): Promise<void>;
  removeNetwork(cluster: ClusterRef): Promise<void>;
  /** The text of a file in a segment; undefined when it does not run, or has none. */
  readFile(segment: SegmentRef, path: string): Promise<string | undefined>;
  /**
   * Puts right what others changed about the cluster's containers and network while they run: limits, and containers of others
   * that took addresses. Nothing that is missing is made. @returns what was done, in words
   */
  mend(cluster: ClusterRef): Promise<string[]>;
  /** A client of the segment's engine over mutual TLS. Makes no connection by itself. */
  engine(segment: SegmentRef): Engine;
  /** Use of the running segments at this moment, by cluster. `plans`: the clusters to tell of, by id, and their plans. */
  usage(plans: ReadonlyMap<string, Plan>): Promise<ReadonlyMap<string, readonly Usage[]>>;
  /** Calls back with a cluster's id whenever something of it starts, stops, goes or is changed; until aborted. Reconnects by itself. */
  watch(onChange: (clusterId: string) => void, signal: AbortSignal): Promise<void>;
}

/** An error of a provider or orchestrator. `terminal`: retrying cannot help; `message` is written for people. */
export class ProviderError extends Error {
  override readonly name = 'ProviderError';
  constructor(
    message: string,
    readonly options: { terminal: boolean; cause?: unknown },
  ) {
    super(message, { cause: options.cause });
  }
}

export interface EngineInfo {
  readonly version: string;
  readonly memoryBytes: number;
  readonly cpus: number;
  readonly swarm: SwarmMembership;
}

/** What a node is in its Swarm. */
export type SwarmStanding = 'manager' | 'worker' | 'none';

export interface SwarmMembership {
  /** Docker's LocalNodeState. */
  readonly state: 'inactive' | 'pending' | 'active' | 'error' | 'locked';
  readonly nodeId?: string;
  /** Whether this node is a manager that can answer for the Swarm (ControlAvailable). */
  readonly control: boolean;
  readonly error?: string;
}

export interface SwarmNode {
  readonly id: string;
  readonly hostname: string;
  /** The role it has by now, which may lag behind the one it was told to take. */
  readonly role: 'manager' | 'worker';
  readonly availability: 'active' | 'pause' | 'drain';
  readonly state: 'ready' | 'down' | 'unknown' | 'disconnected';
  readonly address: string;
  readonly leader: boolean;
  /** Of a manager: the leader cannot talk to it. */
  readonly unreachable: boolean;
  readonly labels: Readonly<Record<string, string>>;
}

/** What to change about a node; what is left out stays. */
export interface NodeChange {
  readonly role?: 'manager' | 'worker';
  readonly availability?: SwarmNode['availability'];
  /** Those to put on it; undefined takes one off. The others stay. */
  readonly labels?: Readonly<Record<string, string | undefined>>;
}

/** A task of a service, as its Swarm tells it. */
export interface SwarmTask extends Task {
  readonly id: string;
  /** The most tasks of its service that a node may have, when that is limited. */
  readonly perNode: number | undefined;
  /** Something else than room ties it to its place. A task of a global service is not: it goes with its node. */
  readonly bound: boolean;
  readonly reserved: Resources;
}

/** One engine. Every call fails within its own time limit; none hangs. */
export interface Engine {
  /** Whether the engine answers /_ping within `timeoutMs`. Never throws. */
  ping(timeoutMs?: number): Promise<boolean>;
  info(timeoutMs?: number): Promise<EngineInfo>;
  /**
   * What it believes to be in its Swarm: told at once, also while that has no leader, for which `info` waits 20 s. Undefined
   * when it does not answer, is too old to say, or not in order. Never throws.
   */
  standing(timeoutMs?: number): Promise<SwarmStanding | undefined>;
  /** @param options.addressPool CIDR that the Swarm takes its overlay networks' /24s from */
  swarmInit(options: { advertise: string; addressPool: string }): Promise<void>;
  /** Goes on with what this manager knows of its Swarm, as the only one with a vote (`--force-new-cluster`). */
  swarmForce(options: { advertise: string }): Promise<void>;
  swarmJoin(options: { advertise: string; remotes: readonly string[]; token: string }): Promise<void>;
  swarmLeave(options: { force: boolean }): Promise<void>;
  /** Lets the managers forget how their Swarm came to be what it is: they start from that instead. */
  swarmSnapshot(): Promise<void>;
  joinTokens(): Promise<{ manager: string; worker: string }>;
  nodes(timeoutMs?: number): Promise<SwarmNode[]>;
  updateNode(node: SwarmNode, change: NodeChange): Promise<void>;
  removeNode(nodeId: string, options: { force: boolean }): Promise<void>;
  /** Tasks of services that are still meant to run, or do run, on the node. */
  tasksOn(nodeId: string): Promise<number>;
  /** All tasks that are meant to run, now or soon. Managers only. */
  tasks(): Promise<SwarmTask[]>;
  /** Ids of the tasks whose containers run on this engine, and are healthy if they have a health check. */
  runningTasks(timeoutMs?: number): Promise<string[]>;
  /** The services that are meant to run on and on: a job, which ends, is none. Managers only. */
  services(): Promise<Service[]>;
  /** What would go with it, and how many tasks run there. */
  belongings(): Promise<Belongings>;
}
