import type { Queries } from './client';

const told = { inviter: { select: { email: true, role: true, disabledAt: true } } } as const;
/** Neither used nor withdrawn; it may have expired. */
const waiting = { usedAt: null, withdrawnAt: null } as const;

export interface NewInvitation {
  id: string;
  email: string;
  role: 'admin' | 'member';
  tokenHash: string;
  invitedBy: string;
  createdAt: Date;
  expiresAt: Date;
}

export async function insertInvitation(db: Queries, invitation: NewInvitation): Promise<void> {
  await db.invitation.create({ data: invitation });
}

/** Those that wait for their person, also those that waited too long, newest first. */
export function listInvitations(db: Queries) {
  return db.invitation.findMany({ where: waiting, include: told, orderBy: [{ createdAt: 'desc' }, { id: 'asc' }] });
}
export type InvitationRow = Awaited<ReturnType<typeof listInvitations>>[number];

export function findWaitingInvitation(db: Queries, email: string): Promise<InvitationRow | null> {
  return db.invitation.findFirst({ where: { ...waiting, email }, include: told });
}

export function findWaitingInvitationById(db: Queries, id: string): Promise<InvitationRow | null> {
  return db.invitation.findFirst({ where: { ...waiting, id }, include: told });
}

export function findInvitation(db: Queries, tokenHash: string): Promise<InvitationRow | null> {
  return db.invitation.findUnique({ where: { tokenHash }, include: told });
}

/** Gives it a new link; the one before it stops working. */
export async function renewInvitation(
  db: Queries,
  id: string,
  renewed: Pick<NewInvitation, 'tokenHash' | 'expiresAt' | 'invitedBy'>,
): Promise<void> {
  await db.invitation.updateMany({ where: { id, ...waiting }, data: renewed });
}

export async function withdrawInvitation(db: Queries, id: string, withdrawnAt: Date): Promise<void> {
  await db.invitation.updateMany({ where: { id, ...waiting }, data: { withdrawnAt } });
}

/** Uses it up, for one of those who race; false when it is not good any more. */
export async function consumeInvitation(db: Queries, id: string, usedAt: Date): Promise<boolean> {
  const where = { id, ...waiting, expiresAt: { gt: usedAt } };
  return (await db.invitation.updateMany({ where, data: { usedAt } })).count === 1;
}
