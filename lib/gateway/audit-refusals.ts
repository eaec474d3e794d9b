import { originOf } from '../domain/addresses';
import { newId } from '../domain/id';
import type { ServedRow } from '../repositories/served';
import { holderOf } from './audit';
import type { KeyedAudit } from './audit-backlog';
import type { AuditQueue } from './audit-queue';

interface Refused {
  readonly clusterId: string;
  readonly address: string;
  readonly reason: string;
  /** The credential that the client proved to be, where it did. */
  readonly row: ServedRow | null;
}

const repeatMs = 60_000;
/** Of one cluster in that time; what comes above it is one entry. Anybody can be refused, and from many addresses. */
const mostOfCluster = 100;

/** Connections that were turned away: of the same from the same network one entry a minute, which counts them. */
export class AuditRefusals {
  private readonly known = new Map<string, KeyedAudit>();
  private readonly counts = new Map<string, number>();
  private began = 0;

  constructor(
    private readonly queue: AuditQueue,
    private readonly now: () => Date,
  ) {}

  add(refused: Refused): void {
    const now = this.now();
    if (now.getTime() - this.began >= repeatMs) this.forget(now);
    const { clusterId, address, reason, row } = refused;
    const same = `${clusterId} ${originOf(address)} ${reason} ${row?.id}`;
    const one = this.known.has(same) || this.hasRoom(clusterId) ? same : `${clusterId} others`;
    const before = this.known.get(one);
    const times = Number(before?.detail?.times ?? 0) + 1;
    const first =
      one === same ? entryOf(refused, now) : { ...strangerOf(clusterId, now), detail: { reason: 'many others' } };
    const entry = { ...(before ?? first), detail: { ...(before ?? first).detail, times } };
    this.known.set(one, entry);
    this.queue.put(entry);
  }

  private hasRoom(clusterId: string): boolean {
    const count = (this.counts.get(clusterId) ?? 0) + 1;
    if (count <= mostOfCluster) this.counts.set(clusterId, count);
    return count <= mostOfCluster;
  }

  private forget(now: Date): void {
    this.known.clear();
    this.counts.clear();
    this.began = now.getTime();
  }
}

const strangerOf = (id: string, at: Date) =>
  ({ key: newId(), at, action: 'gateway.refused', actorKind: 'visitor', actorName: '', cluster: { id } }) as const;

function entryOf({ clusterId, address, reason, row }: Refused, at: Date): KeyedAudit {
  const stranger = { ...strangerOf(clusterId, at), address, detail: { reason } };
  if (!row) return stranger;
  const { who, cluster, title, credential } = holderOf(row);
  return { ...stranger, ...who, cluster, subject: title, detail: { reason, credential } };
}
