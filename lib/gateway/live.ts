import type { Database } from '../repositories/client';
import { listCredentials, touchCredentials } from '../repositories/gateway';
import { whyNot } from './authorise';

/** A connection that was let through. */
export interface LiveConnection {
  readonly clusterId: string;
  readonly credentialId: string;
  readonly expiresAt: Date;
  /** Ends it at once. */
  cut(reason: string): void;
}

const touchEveryMs = 60_000;

/** The connections that are open, and the credentials they stand on. */
export class Live {
  private readonly connections = new Set<LiveConnection>();
  private readonly used = new Set<string>();
  private readonly touched = new Map<string, number>();

  get size(): number {
    return this.connections.size;
  }

  add(connection: LiveConnection): void {
    this.connections.add(connection);
    this.used.add(connection.credentialId);
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

  /** Writes lastUsedAt of the credentials in use, of each at most once a minute. */
  async touch(db: Database, now: Date): Promise<void> {
    const recently = now.getTime() - touchEveryMs;
    for (const [id, at] of this.touched) if (at <= recently) this.touched.delete(id);
    const due = [...new Set([...this.used, ...this.credentialIds()])].filter((id) => !this.touched.has(id));
    this.used.clear();
    if (due.length === 0) return;
    await touchCredentials(db, due, now);
    for (const id of due) this.touched.set(id, now.getTime());
  }

  private credentialIds(): string[] {
    return [...new Set(Array.from(this.connections, ({ credentialId }) => credentialId))];
  }

  private cutWhere(matches: (connection: LiveConnection) => boolean, reason: string): void {
    for (const connection of this.connections) if (matches(connection)) connection.cut(reason);
  }
}
