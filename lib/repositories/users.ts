import type { Queries } from './client';

export interface NewUser {
  id: string;
  email: string;
  name?: string | null;
  passwordHash: string | null;
  role: 'admin' | 'member';
  createdAt: Date;
}

/** What a session is checked against at each request. */
const session = { id: true, email: true, role: true, sessionVersion: true, disabledAt: true, deletedAt: true } as const;

const roleOf = (role: string) => (role === 'admin' ? ('admin' as const) : ('member' as const));

/** Makes the account unless its e-mail has one already, also in a race; answers whether it did. */
export async function insertUser(db: Queries, user: NewUser): Promise<boolean> {
  const row = await db.user.upsert({ where: { email: user.email }, create: user, update: {}, select: { id: true } });
  return row.id === user.id;
}

export async function findSession(db: Queries, id: string) {
  const row = await db.user.findUnique({ where: { id }, select: session });
  return row && { ...row, role: roleOf(row.role) };
}

/** The session versions of those of the accounts that there are and that are not disabled. */
export async function sessionVersions(db: Queries, ids: string[]): Promise<Map<string, number>> {
  const where = { id: { in: ids }, disabledAt: null };
  const rows = await db.user.findMany({ where, select: { id: true, sessionVersion: true } });
  return new Map(rows.map((row) => [row.id, row.sessionVersion]));
}

/** The only reads of a password's hash. */
export const findPassword = (db: Queries, email: string) =>
  db.user.findUnique({ where: { email }, select: { ...session, passwordHash: true } });
export const findPasswordById = (db: Queries, id: string) =>
  db.user.findUnique({ where: { id }, select: { ...session, passwordHash: true } });

export async function findAccount(db: Queries, id: string) {
  const row = await db.user.findUnique({
    where: { id },
    include: {
      identities: { select: { provider: true }, orderBy: { provider: 'asc' } },
      _count: { select: { clusters: true } },
    },
  });
  return row && { ...row, role: roleOf(row.role) };
}

/** Everybody, oldest account first, with how many clusters each has. */
export async function listAccounts(db: Queries) {
  const rows = await db.user.findMany({
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
    omit: { passwordHash: true },
    include: { _count: { select: { clusters: true } } },
  });
  return rows.map((row) => ({ ...row, role: roleOf(row.role) }));
}

export const countAdministrators = (db: Queries): Promise<number> => db.user.count({ where: { role: 'admin' } });

/** Administrators besides this one who can sign in. */
export const countOtherAdministrators = (db: Queries, id: string): Promise<number> =>
  db.user.count({ where: { role: 'admin', disabledAt: null, id: { not: id } } });

/** Replaces the password `from` and ends every session; false when it was replaced meanwhile. */
export async function replacePassword(db: Queries, id: string, from: string, passwordHash: string): Promise<boolean> {
  const data = { passwordHash, sessionVersion: { increment: 1 } };
  return (await db.user.updateMany({ where: { id, passwordHash: from }, data })).count === 1;
}

/** Takes the password away and ends every session. */
export async function removePassword(db: Queries, id: string): Promise<void> {
  await db.user.update({ where: { id }, data: { passwordHash: null, sessionVersion: { increment: 1 } } });
}

export async function raiseSessionVersion(db: Queries, id: string): Promise<void> {
  await db.user.updateMany({ where: { id }, data: { sessionVersion: { increment: 1 } } });
}

/** False when there is no such account. */
export async function writeLimits(
  db: Queries,
  id: string,
  limits: { maxClusters: number | null; maxSegments: number | null },
): Promise<boolean> {
  return (await db.user.updateMany({ where: { id }, data: limits })).count === 1;
}

/** Shuts the account out, or lets it in again; its sessions end either way. False when there is no such account. */
export async function writeDisabled(db: Queries, id: string, disabledAt: Date | null): Promise<boolean> {
  const data = { disabledAt, sessionVersion: { increment: 1 } };
  return (await db.user.updateMany({ where: { id }, data })).count === 1;
}

export async function writeRole(db: Queries, id: string, role: 'admin' | 'member'): Promise<void> {
  await db.user.update({ where: { id }, data: { role } });
}

/** Shuts the account out for good: no password, no session. */
export async function markUserDeleted(db: Queries, id: string, at: Date): Promise<void> {
  const data = { deletedAt: at, disabledAt: at, passwordHash: null, sessionVersion: { increment: 1 } };
  await db.user.update({ where: { id }, data });
}

/** The clusters that were not asked to go yet, of accounts that are deleted. */
export const clustersLeftBehind = (db: Queries) =>
  db.cluster.findMany({
    where: { deletedAt: null, owner: { deletedAt: { not: null } } },
    select: { id: true, ownerId: true, name: true },
  });

/** Whether an account waits for its last cluster to go. */
export const someUserLeaves = async (db: Queries): Promise<boolean> =>
  (await db.user.count({ where: { deletedAt: { not: null } } })) > 0;

/** Removes the rows of deleted accounts that hold no cluster any more. @returns their e-mail addresses */
export async function removeDeletedUsers(db: Queries): Promise<string[]> {
  const where = { deletedAt: { not: null }, clusters: { none: {} } };
  const gone = await db.user.findMany({ where, select: { email: true } });
  await db.user.deleteMany({ where });
  return gone.map(({ email }) => email);
}
