import type { AuditAction, AuditDetail } from '../../domain/audit';
import { DomainError, notFound } from '../../domain/errors';
import type { Verb } from '../../domain/role';
import { inTransaction, type Queries } from '../../repositories/client';
import { askAgain, changeSpec, findAnyCluster, type ClusterRow } from '../../repositories/clusters';
import { appendEvent } from '../../repositories/events';
import { audit } from '../audit/record';
import { requireAdmin, type Context } from '../context';
import { clusterFor } from './allowed';

interface Wish {
  /** Left out: the spec stays, and is tried again. That may be asked of a cluster that is being deleted, too. */
  readonly change?: Parameters<typeof changeSpec>[3];
  readonly action: AuditAction;
  readonly detail?: AuditDetail;
  /** For the event log. */
  readonly message: string;
  readonly level?: 'warning';
}

/** What to change about the row as it stands, and what it checks stays true until that is written. Undefined is no change. */
export type Decide = (row: ClusterRow, db: Queries) => Promise<Wish | undefined> | Wish | undefined;

/**
 * Changes the spec of a cluster with which the actor may do `verb`, and writes the event.
 * @throws DomainError not_found, forbidden, conflict (being deleted), and whatever `decide` throws
 */
export async function changeCluster(ctx: Context, id: string, decide: Decide, verb: Verb = 'operate'): Promise<void> {
  await changeFound(ctx, (db) => clusterFor(ctx, id, verb, db), decide);
}

/**
 * The same for Puppis' own jobs, whoever the cluster belongs to. @returns whether anything was changed
 * @throws DomainError forbidden for people, and whatever `decide` throws
 */
export async function changeAnyCluster(ctx: Context, id: string, decide: Decide): Promise<boolean> {
  if (ctx.actor.kind !== 'system') throw new DomainError('forbidden', 'Only Puppis itself does this.');
  return changeFound(ctx, (db) => findAnyCluster(db, id), decide);
}

/**
 * The same for administrators, whoever the cluster belongs to; what they write into its log says so.
 * @throws DomainError forbidden, not_found, conflict (being deleted), and whatever `decide` throws
 */
export async function changeClusterAsAdmin(ctx: Context, id: string, decide: Decide): Promise<void> {
  requireAdmin(ctx);
  const find = async (db: Queries) => {
    const row = await findAnyCluster(db, id);
    if (!row) throw notFound('cluster');
    return row;
  };
  await changeFound(ctx, find, decide);
}

function changeFound(
  ctx: Context,
  find: (db: Queries) => Promise<ClusterRow | null>,
  decide: Decide,
): Promise<boolean> {
  return inTransaction(ctx.db, async (tx) => {
    const row = await find(tx);
    const wish = row && (await decide(row, tx));
    if (!row || !wish) return false;
    await write(tx, row, wish.change);
    await appendEvent(tx, { cluster: row, step: 'spec', message: wish.message, level: wish.level, at: ctx.now() });
    await audit(tx, ctx, { action: wish.action, cluster: row, subject: row.name, detail: wish.detail });
    return true;
  });
}

async function write(tx: Queries, { id, ownerId, name, deletedAt }: ClusterRow, change: Wish['change']): Promise<void> {
  if (!change) return askAgain(tx, ownerId, id);
  if (deletedAt) throw new DomainError('conflict', `${name} is being deleted.`);
  await changeSpec(tx, ownerId, id, change);
}
