import type { Database } from '../repositories/client';
import { listCredentials, touchCredentials } from '../repositories/gateway';
import { whyNot } from './authorise';

/** A connection that was let through. */
export interface LiveConnection {
  readonly clusterId: string;
  readonly credentialId: string;
  /** The client's address. */
  readonly remote: string;
  readonly expiresAt: Date;
  /** Ends it at once. */
  cut(reason: string): void;
}

const touchEveryMs = 60_000;

/** The connections that are open, and the credentials they stand on. */
export class Live {
  private readonly connections = new Set<LiveConnection>();
  /** Addresses that credentials were used from since the last `touch`. */
  private readonly used = new Map<string, string>();
  private readonly touched = new Map<string, number>();

  get size(): number {
    return this.connections.size;
  }

  add(connection: LiveConnection): void {
    this.connections.add(connection);
    this.used.set(connection.credentialId, connection.remote);
  }

  delete(connection: LiveConnection): void {
    this.connections.delete(connection);
  }

  cutCluster(clusterId: string, reason: string): void {
    this.cutWhere((connection) => connection.clusterId === clusterId, reason);
  }

  /** Ends the connections whose credential no longer holds. Without connections it asks nothing. */
  async recheck(db: Database, now: Date): Promise<void> {
    this.cutWhere((connection) => connection.expiresAt <= now, 'expired');
    if (this.connections.size === 0) return;
    const ids = this.credentialIds();
    const rows = new Map((await listCredentials(db, ids)).map((row) => [row.id, row]));
    for (const id of ids) {
      const row = rows.get(id);
      const reason = row ? whyNot(row, now)?.reason : 'credential removed';
      if (reason) this.cutWhere(({ credentialId }) => credentialId === id, reason);
    }
  }

  /** Writes when and from where the credentials in use are used, of each and each address at most once a minute. */
  async touch(db: Database, now: Date): Promise<void> {
    const recently = now.getTime() - touchEveryMs;
    for (const [use, at] of this.touched) if (at <= recently) this.touched.delete(use);
    const open = Array.from(this.connections, ({ credentialId, remote }) => [credentialId, remote] as const);
    const due = new Map([...open, ...this.used].filter((use) => !this.touched.has(use.join())));
    this.used.clear();
    if (due.size === 0) return;
    await touchCredentials(db, due, now);
    for (const use of due) this.touched.set(use.join(), now.getTime());
  }

  private credentialIds(): string[] {
    return [...new Set(Array.from(this.connections, ({ credentialId }) => credentialId))];
  }

  private cutWhere(matches: (connection: LiveConnection) => boolean, reason: string): void {
    for (const connection of this.connections) if (matches(connection)) connection.cut(reason);
  }
}
