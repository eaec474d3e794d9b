import { invitationLifeMs } from '../../domain/invitation';
import { newToken } from '../../domain/id';
import { env } from '../../env';
import type { InvitationLinkDto } from '../../schemas/invitation';
import { userIdOf, type Context } from '../context';
import { linkHash } from '../credentials/link';

/** A fresh link by the administrator who asks: what of it is stored, and what the administrator is told once. */
export function newLink(ctx: Context) {
  const token = newToken();
  const expiresAt = new Date(ctx.now().getTime() + invitationLifeMs);
  const url = new URL(`/invitation?token=${token}`, env().PUPPIS_PUBLIC_URL).href;
  return {
    stored: { tokenHash: linkHash(token), expiresAt, invitedBy: userIdOf(ctx) },
    told: (email: string): InvitationLinkDto => ({ email, url, expiresAt: expiresAt.toISOString() }),
  };
}
