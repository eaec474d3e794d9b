/** Who calls a service. Background work calls the same services as `system`; a `visitor` has not signed in. */
export type Actor =
  | { readonly kind: 'user'; readonly userId: string; readonly role: 'admin' | 'member' }
  | { readonly kind: 'system'; readonly job: string }
  | { readonly kind: 'visitor' };

/** Somebody who signed in. */
export type UserActor = Extract<Actor, { kind: 'user' }>;

/** How they did: it has ended once their account's session version is another. */
export interface Session {
  readonly actor: UserActor;
  readonly version: number;
}
