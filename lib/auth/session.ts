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
  return session?.actor && session.email ? { actor: session.actor, email: session.email } : undefined;
});

export const currentActor = async (): Promise<UserActor | undefined> => (await currentSession())?.actor;

/** For actions and routes. @throws DomainError unauthenticated */
export async function requireActor(): Promise<UserActor> {
  const actor = await currentActor();
  if (!actor) throw new DomainError('unauthenticated', 'Your session has ended. Sign in again.');
  return actor;
}
