/** What a credential is worth now. `blocked`: in date, but its holder is disabled or its cluster is being deleted. */
export const heldStates = ['active', 'blocked', 'pending', 'expired', 'revoked'] as const;
export type HeldState = (typeof heldStates)[number];

interface Held {
  readonly fingerprint: string | null;
  readonly expiresAt: Date;
  readonly revokedAt: Date | null;
  readonly user: { readonly disabledAt: Date | null };
  readonly cluster: { readonly deletedAt: Date | null };
}

export function heldState({ fingerprint, expiresAt, revokedAt, user, cluster }: Held, now: Date): HeldState {
  if (revokedAt) return 'revoked';
  if (expiresAt <= now) return 'expired';
  if (user.disabledAt || cluster.deletedAt) return 'blocked';
  return fingerprint ? 'active' : 'pending';
}
