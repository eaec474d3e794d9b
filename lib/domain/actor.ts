/** Who calls a service. Background work calls the same services as `system`. */
export type Actor =
  | { readonly kind: 'user'; readonly userId: string; readonly role: 'admin' | 'member' }
  | { readonly kind: 'system'; readonly job: string };
