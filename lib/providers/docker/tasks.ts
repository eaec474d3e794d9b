import type { ContainerInfo, Service as RawService, VolumeInspectInfo } from 'dockerode';
import type { Belongings } from '../../domain/belongings';
import type { Service } from '../../domain/displaced';
import type { SwarmTask } from '../types';

/** A member of `GET /tasks`, as far as it is used here. */
export interface RawTask {
  readonly ID: string;
  readonly ServiceID: string;
  readonly NodeID?: string;
  readonly DesiredState: string;
  /** Of a service with replicas: which one. Tasks of global services have none. */
  readonly Slot?: number;
  readonly Status: {
    readonly State: string;
    readonly Err?: string;
    readonly PortStatus?: { readonly Ports?: readonly { readonly PublishMode?: string }[] };
  };
  readonly Spec: {
    readonly Placement?: { readonly Constraints?: readonly string[]; readonly MaxReplicas?: number };
    readonly Resources?: { readonly Reservations?: { readonly NanoCPUs?: number; readonly MemoryBytes?: number } };
  };
}

export const isLive = ({ DesiredState, Status }: RawTask): boolean =>
  DesiredState === 'running' || Status.State === 'running';

const isReplicated = ({ Slot }: RawTask) => Boolean(Slot);

function isBound(raw: RawTask): boolean {
  const { Constraints = [], MaxReplicas = 0 } = raw.Spec.Placement ?? {};
  const hostPort = raw.Status.PortStatus?.Ports?.some(({ PublishMode }) => PublishMode === 'host') ?? false;
  return isReplicated(raw) && (Constraints.length > 0 || MaxReplicas > 0 || hostPort);
}

/** A task waits in the state `pending`; the scheduler's reason is in `Err` once it has looked. */
export function taskOf(raw: RawTask, service: string): SwarmTask {
  const { NanoCPUs = 0, MemoryBytes = 0 } = raw.Spec.Resources?.Reservations ?? {};
  const pending = raw.Status.State === 'pending' && !raw.NodeID ? raw.Status.Err : undefined;
  return {
    ...{ id: raw.ID, service, pending, nodeId: raw.NodeID || undefined },
    ...{ live: isLive(raw), running: raw.Status.State === 'running' },
    ...{ bound: isBound(raw), replicated: isReplicated(raw) },
    perNode: raw.Spec.Placement?.MaxReplicas || undefined,
    reserved: { memoryBytes: MemoryBytes, cpus: NanoCPUs / 1e9 },
  };
}

/** Those that are meant to run on and on: with replicas, or one on each node. */
export function servicesOf(raw: readonly RawService[]): Service[] {
  return raw.flatMap(({ Spec: { Name: name = '', Mode } = {} }) => {
    if (Mode?.Replicated) return { name, replicas: Mode.Replicated.Replicas };
    return Mode?.Global ? { name } : [];
  });
}

const taskIdLabel = 'com.docker.swarm.task.id';
const isTask = ({ Labels }: ContainerInfo) => taskIdLabel in Labels;

/** Containers of tasks that run, and are healthy if they have a health check. */
export const runningTaskFilters = { label: [taskIdLabel], status: ['running'], health: ['none', 'healthy'] };

export const taskIdsOf = (containers: readonly ContainerInfo[]): string[] =>
  containers.flatMap(({ Labels }) => Labels[taskIdLabel] ?? []);

/** Docker lists volumes in another order each time, and people agree to the names as they are listed. */
const byName = new Intl.Collator('en', { numeric: true }).compare;

/** Docker labels the containers of its services, and the volumes that nobody named. */
export function belongingsOf(containers: readonly ContainerInfo[], volumes: readonly VolumeInspectInfo[]): Belongings {
  return {
    containers: containers
      .filter((container) => !isTask(container))
      .map(({ Names, Id }) => Names[0]?.slice(1) ?? Id.slice(0, 12))
      .sort(byName),
    volumes: volumes
      .filter(({ Labels }) => !('com.docker.volume.anonymous' in ((Labels as object | null) ?? {})))
      .map(({ Name }) => Name)
      .sort(byName),
    tasks: containers.filter((container) => isTask(container) && container.State === 'running').length,
  };
}
