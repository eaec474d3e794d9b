import type { Queries } from './client';

/** An account at another provider: `subject` is its unchanging id there. */
export interface IdentityKey {
  provider: string;
  subject: string;
}

/** The account that the identity signs in as, or null. */
export async function findIdentityUser(db: Queries, { provider, subject }: IdentityKey) {
  const row = await db.identity.findUnique({
    where: { provider_subject: { provider, subject } },
    select: { user: { select: { id: true, email: true, sessionVersion: true, disabledAt: true } } },
  });
  return row?.user ?? null;
}

export async function insertIdentity(db: Queries, key: IdentityKey, userId: string, createdAt: Date): Promise<void> {
  await db.identity.create({ data: { ...key, userId, createdAt } });
}
