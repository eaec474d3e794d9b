import type { Duplex } from 'node:stream';
import { credentialTitle } from '../domain/credential';
import type { AuditAction, AuditDetail } from '../domain/audit';
import { newId } from '../domain/id';
import type { ServedRow } from '../repositories/gateway';
import type { AuditQueue, KeyedAudit } from './audit-queue';
import { changes, shownTarget } from './calls';
import { RequestReader, type Seen } from './requests';

/** A connection that was let through, in the audit. */
export interface AuditedConnection {
  /** Looks at the bytes that go by from now on; call it when they have their way already. */
  watch(client: Duplex, engine: Duplex): void;
  /** Writes the end. @param reason why it was cut; leave it out when one side hung up. A second time is nothing. */
  end(reason?: string): void;
}

interface Stranger {
  readonly clusterId: string;
  readonly address: string;
  readonly reason: string;
  readonly row: ServedRow | null;
}

const repeatMs = 60_000;
const mostRemembered = 1_000;

/** Who a connection belongs to, as entries name it. */
const holderOf = ({ id, userId, clusterId, user, cluster, ...row }: ServedRow) => ({
  who: { actorKind: 'credential', actorId: userId, actorName: user.email } as const,
  cluster: { id: clusterId, name: cluster.name },
  title: credentialTitle(row),
  credential: id,
});

/** Puts every connection of the gateway, and what is asked for through it, into the queue. */
export class GatewayAudit {
  private readonly open = new Set<AuditedConnection>();
  private readonly refusals = new Map<string, KeyedAudit>();

  constructor(
    private readonly queue: AuditQueue,
    private readonly now: () => Date,
  ) {}

  /** A connection that begins. */
  begin(row: ServedRow, address: string): AuditedConnection {
    const connectionId = newId();
    const { who, cluster, title, credential } = holderOf(row);
    const common = { ...who, cluster, address, connectionId };
    const count = { sent: 0, received: 0, calls: 0 };
    const at = this.now();
    const write = (end: AuditDetail) => {
      const detail = { credential, ...end };
      this.queue.put({ ...common, at, action: 'gateway.connection', subject: title, detail, key: connectionId });
    };
    const note = (action: AuditAction, subject: string, more: AuditDetail = {}) => {
      const key = `${connectionId}-${++count.calls}`;
      this.queue.put({ ...common, at: this.now(), action, subject, detail: { credential, ...more }, key });
    };
    const connection = {
      watch: (client: Duplex, engine: Duplex) => {
        const reader = new RequestReader();
        client.on('data', (piece: Buffer) => {
          count.sent += piece.length;
          for (const seen of reader.feed(piece)) noteSeen(seen, note);
        });
        engine.on('data', (piece: Buffer) => (count.received += piece.length));
        client.once('close', () => connection.end());
        if (client.destroyed) connection.end();
      },
      end: (reason?: string) => {
        if (!this.open.delete(connection)) return;
        const { sent, received } = count;
        write({ ended: this.now().toISOString(), sent, received, ...(reason && { cut: reason }) });
      },
    };
    this.open.add(connection);
    write({});
    return connection;
  }

  /** One that was turned away. Of the same from the same address there is one entry a minute, which counts them. */
  refused({ clusterId, address, reason, row }: Stranger): void {
    const now = this.now();
    const same = `${clusterId} ${address} ${reason} ${row?.id}`;
    const known = this.refusals.get(same);
    const before = known && now.getTime() - known.at.getTime() < repeatMs ? known : undefined;
    const times = Number(before?.detail?.times ?? 0) + 1;
    const entry = { ...(before ?? this.refusal({ clusterId, address, reason, row }, now)), detail: { reason, times } };
    this.refusals.delete(same);
    this.refusals.set(same, entry);
    if (this.refusals.size > mostRemembered) this.refusals.delete(this.refusals.keys().next().value!);
    this.queue.put(entry);
  }

  /** Writes the end of all that are open. */
  endAll(reason: string): void {
    for (const connection of this.open) connection.end(reason);
  }

  private refusal({ clusterId, address, row }: Stranger, at: Date): KeyedAudit {
    const common = { at, address, action: 'gateway.refused', key: newId() } as const;
    if (!row || row.clusterId !== clusterId)
      return { ...common, actorKind: 'visitor', actorName: '', cluster: { id: clusterId } };
    const { who, cluster, title } = holderOf(row);
    return { ...common, ...who, cluster, subject: title };
  }
}

function noteSeen(seen: Seen, note: (action: AuditAction, subject: string, more?: AuditDetail) => void): void {
  if (seen.kind === 'unreadable') return note('gateway.unreadable', '', { why: seen.why });
  const { method, target, uncertain } = seen;
  if (changes(method, target))
    note('docker.call', `${method} ${shownTarget(target)}`, uncertain ? { uncertain } : undefined);
}
