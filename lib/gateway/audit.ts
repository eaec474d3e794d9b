import type { Duplex } from 'node:stream';
import { credentialTitle } from '../domain/credential';
import type { AuditAction, AuditDetail } from '../domain/audit';
import { newId } from '../domain/id';
import type { NewAudit } from '../repositories/audit';
import type { ServedRow } from '../repositories/served';
import type { AuditQueue } from './audit-queue';
import type { Rate } from './buckets';
import { changes, shownTarget } from './calls';
import { Pace } from './pace';
import { RequestReader, type Seen } from './requests';

/** A connection that was let through, in the audit. */
export interface AuditedConnection {
  /**
   * Looks at the bytes that go by from now on; call it when they have their way already.
   * @param hold reads nothing more of the client for so many milliseconds
   */
  watch(client: Duplex, engine: Duplex, hold: (ms: number) => void): void;
  /** Writes the end, and looks at nothing more. @param reason why it was cut; none: one side hung up. Once only. */
  end(reason?: string): void;
}

const longestHoldMs = 60_000;

/** Who a connection belongs to, as entries name it. */
export const holderOf = ({ id, userId, clusterId, user, cluster, ...row }: ServedRow) => ({
  who: { actorKind: 'credential', actorId: userId, actorName: user.email } as const,
  cluster: { id: clusterId, name: cluster.name },
  title: credentialTitle(row),
  credential: id,
});

/** Puts every connection that is let through, and what is asked for over it, into the queue. */
export class GatewayAudit {
  private readonly open = new Set<AuditedConnection>();
  private readonly pace: Pace;

  constructor(
    private readonly queue: AuditQueue,
    private readonly now: () => Date,
    calls: Rate,
  ) {
    this.pace = new Pace(calls);
  }

  /** A connection that begins. @param address the client's */
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
    const note = ({ action, subject, detail }: Noted) => {
      const key = `${connectionId}-${++count.calls}`;
      this.queue.put({
        ...common,
        at: this.now(),
        action,
        subject,
        detail: { credential, bundle: title, ...detail },
        key,
      });
    };
    const connection: AuditedConnection = {
      watch: (client, engine, hold) => {
        const reader = new RequestReader();
        client.on('data', (piece: Buffer) => {
          if (!this.open.has(connection)) return;
          count.sent += piece.length;
          const noted = reader.feed(piece).flatMap(notedOf);
          noted.forEach(note);
          const ms = noted.length > 0 ? this.pace.spend(credential, noted.length, performance.now()) : 0;
          if (ms > 0) hold(Math.min(ms, longestHoldMs));
        });
        engine.on('data', (piece: Buffer) => (count.received += piece.length));
        client.once('close', () => connection.end());
        if (client.destroyed) connection.end();
      },
      end: (reason) => {
        if (!this.open.delete(connection)) return;
        const { sent, received } = count;
        write({ ended: this.now().toISOString(), sent, received, ...(reason && { cut: reason }) });
      },
    };
    this.open.add(connection);
    write({});
    return connection;
  }

  /** Writes the end of all that are open. */
  endAll(reason: string): void {
    for (const connection of this.open) connection.end(reason);
  }
}

interface Noted extends Pick<NewAudit, 'detail'> {
  readonly action: AuditAction;
  readonly subject: string;
}

function notedOf(seen: Seen): Noted[] {
  if (seen.kind === 'unreadable') return [{ action: 'gateway.unreadable', subject: '', detail: { why: seen.why } }];
  const { method, target, uncertain } = seen;
  if (!changes(method, target)) return [];
  const detail: AuditDetail = uncertain ? { uncertain } : {};
  return [{ action: 'docker.call', subject: `${method.slice(0, 20)} ${shownTarget(target)}`, detail }];
}
