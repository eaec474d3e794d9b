import { autoscaleTimes, type AutoscaleTimes } from '../domain/autoscale-state';
import type { Plan } from '../domain/plans';
import type { Log } from '../log';
import type { Orchestrator } from '../orchestrators/types';
import type { Provider } from '../providers/types';
import type { Database } from '../repositories/client';

/** All times in milliseconds. */
export interface WorkerTimes {
  /** How often due clusters are looked for when no write tells of them. */
  poll: number;
  /** How long a claim, on a cluster or on the duty, lasts without being renewed; renewed at a third of it. */
  lease: number;
  /** A converged cluster is looked at again after this. */
  resync: number;
  /** First wait after a failed pass; doubles up to `backoffMax`. */
  backoff: number;
  backoffMax: number;
  /** How long a new engine may take until it answers. */
  engineUp: number;
  /** How long one that worked before may be silent until its container is made anew. */
  engineHung: number;
  /** How long the managers of a Swarm may look for a leader until one of them goes on alone. */
  leaderless: number;
  /** How long services may take to move away from a draining segment. */
  drain: number;
  /** How long services may take to run again on a segment whose engine was made anew, until the next one's is. */
  restore: number;
  /** How long services with tasks on their way may hold up draining a segment, or taking its engine down. */
  replicas: number;
  /** Between two looks for what belongs to no cluster; the second that finds it removes it. */
  sweep: number;
  /** `sample`: also how often use is written. */
  autoscale: AutoscaleTimes;
}

export const workerTimes: WorkerTimes = {
  poll: 1_000,
  lease: 10_000,
  resync: 30_000,
  backoff: 1_000,
  backoffMax: 60_000,
  engineUp: 60_000,
  engineHung: 30_000,
  leaderless: 60_000, // an election takes ten to twenty seconds, and may have to be held twice
  drain: 600_000,
  restore: 180_000,
  replicas: 60_000,
  sweep: 60_000,
  autoscale: autoscaleTimes,
};

/** Everything a worker works with. */
export interface Tools {
  readonly db: Database;
  readonly provider: Provider;
  readonly orchestrator: Orchestrator;
  readonly plans: readonly Plan[];
  readonly log: Log;
  readonly now: () => Date;
  readonly times: WorkerTimes;
  /** Names this worker in leases. */
  readonly holder: string;
}
