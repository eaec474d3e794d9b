import { credentialState } from './credential';

/** What a credential is worth now. `blocked`: in date, but its holder is disabled or its cluster is being deleted. */
export const heldStates = ['active', 'blocked', 'pending', 'expired', 'revoked'] as const;
export type HeldState = (typeof heldStates)[number];

type Held = Parameters<typeof credentialState>[0] & {
  readonly user: { readonly disabledAt: Date | null };
  readonly cluster: { readonly deletedAt: Date | null };
};

export function heldState({ user, cluster, ...credential }: Held, now: Date): HeldState {
  const state = credentialState(credential, now);
  const shut = user.disabledAt !== null || cluster.deletedAt !== null;
  return shut && (state === 'active' || state === 'pending') ? 'blocked' : state;
}
