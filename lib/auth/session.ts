import { cache } from 'react';
import { connection } from 'next/server';
import { getServerSession } from 'next-auth';
import type { UserActor } from '../domain/actor';
import { DomainError } from '../domain/errors';
import type { LiveSession } from '../services/accounts/check-session';
import { authOptions } from './options';

/** Who is signed in, checked against the account's row; undefined for visitors. Asked once per request. */
export const currentSession = cache(async (): Promise<LiveSession | undefined> => {
  await connection(); // a build asks for no session, and has no installation
  const session = await getServerSession(await authOptions());
  const { actor, version, email } = session ?? {};
  return actor && version && email ? { actor, version, email } : undefined;
});

export const currentActor = async (): Promise<UserActor | undefined> => (await currentSession())?.actor;

/** @throws DomainError unauthenticated */
export async function requireSession(): Promise<LiveSession> {
  const session = await currentSession();
  if (!session) throw new DomainError('unauthenticated', 'Your session has ended. Sign in again.');
  return session;
}

/** For actions and routes. @throws DomainError unauthenticated */
export const requireActor = async (): Promise<UserActor> => (await requireSession()).actor;
