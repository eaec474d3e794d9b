import type { AuditAction, AuditDetail } from '../../domain/audit';
import { insertAudit, type NewAudit } from '../../repositories/audit';
import type { Queries } from '../../repositories/client';
import { findSession } from '../../repositories/users';
import type { Context } from '../context';

type Who = Pick<NewAudit, 'actorKind' | 'actorId' | 'actorName'>;

interface Fact extends Pick<NewAudit, 'subject' | 'address'> {
  readonly action: AuditAction;
  readonly cluster?: { readonly id: string; readonly name: string };
  readonly detail?: AuditDetail;
  /** Where the caller is a visitor still: the account that it turned out to be. */
  readonly person?: { readonly id: string; readonly email: string };
  /** Where nobody was let in: the e-mail address that was tried. */
  readonly tried?: string;
}

/** Who does it, when, and from where. */
export type Auditor = Pick<Context, 'actor' | 'now' | 'address'>;

/**
 * Writes that something was done, once for each call of a service that changes something, in the transaction that does it.
 * `detail` holds no password, key or token.
 */
export async function audit(tx: Queries, ctx: Auditor, { person, tried, ...fact }: Fact): Promise<void> {
  const who = person ? userOf(person.id, person.email) : await whoIs(tx, ctx, tried);
  await insertAudit(tx, { at: ctx.now(), address: ctx.address, ...who, ...fact });
}

const userOf = (actorId: string, actorName: string): Who => ({ actorKind: 'user', actorId, actorName });

async function whoIs(tx: Queries, { actor }: Pick<Context, 'actor'>, tried = ''): Promise<Who> {
  if (actor.kind === 'system') return { actorKind: 'system', actorName: actor.job };
  if (actor.kind === 'visitor') return { actorKind: 'visitor', actorName: tried };
  return userOf(actor.userId, (await findSession(tx, actor.userId))?.email ?? '');
}
