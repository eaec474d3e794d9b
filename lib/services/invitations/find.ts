import { invitationState, whyNoInvitation } from '../../domain/invitation';
import { notFound } from '../../domain/errors';
import type { Queries } from '../../repositories/client';
import { findInvitation, findWaitingInvitationById } from '../../repositories/invitations';
import type { OfferDto } from '../../schemas/invitation';
import type { Context } from '../context';
import { linkHash } from '../credentials/link';

/** The invitation behind a link's secret while it is good, or why it is not, in words for whoever follows it. */
export async function goodInvitation(db: Queries, token: string, now: Date) {
  const row = await findInvitation(db, linkHash(token));
  const state = row ? invitationState(row, now) : 'unknown';
  if (!row || state !== 'open') return { row: undefined, why: whyNoInvitation[state as keyof typeof whyNoInvitation] };
  return {
    row: { id: row.id, email: row.email, role: row.role === 'admin' ? ('admin' as const) : ('member' as const) },
  };
}

/** The invitation while it waits for its person. @throws DomainError not_found */
export async function waitingInvitation(db: Queries, id: string) {
  const row = await findWaitingInvitationById(db, id);
  if (!row) throw notFound('invitation');
  return row;
}

/** What the page behind a link shows. */
export async function findOffer(ctx: Context, token: string): Promise<OfferDto> {
  const { row, why } = await goodInvitation(ctx.db, token, ctx.now());
  return row ? { good: true, email: row.email, role: row.role } : { good: false, why };
}
