/** How long the link of an invitation works, in milliseconds. */
export const invitationLifeMs = 7 * 24 * 60 * 60 * 1000;

/** `orphaned`: who made it is no administrator any more. */
export type InvitationState = 'open' | 'used' | 'withdrawn' | 'expired' | 'orphaned';

interface Invitation {
  readonly expiresAt: Date;
  readonly usedAt: Date | null;
  readonly withdrawnAt: Date | null;
  readonly inviter: { readonly role: string; readonly disabledAt: Date | null };
}

export function invitationState({ expiresAt, usedAt, withdrawnAt, inviter }: Invitation, now: Date): InvitationState {
  if (usedAt) return 'used';
  if (withdrawnAt) return 'withdrawn';
  if (expiresAt <= now) return 'expired';
  return inviter.role === 'admin' && !inviter.disabledAt ? 'open' : 'orphaned';
}

/** Why a link makes no account, for whoever followed it. `unknown` also stands for one that was replaced. */
export const whyNoInvitation: Record<Exclude<InvitationState, 'open'> | 'unknown', string> = {
  used: 'This invitation was used already. If it was you, sign in.',
  withdrawn: 'This invitation was withdrawn. Ask an administrator if you should have an account.',
  expired: 'This invitation has expired: it is good for seven days. Ask the administrator for a new link.',
  orphaned: 'Who made this invitation is no administrator any more. Ask another administrator for a new link.',
  unknown: 'This is no invitation of this installation, or a newer link took its place. Ask the administrator for it.',
};
