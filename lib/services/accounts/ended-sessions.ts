import type { Session } from '../../domain/actor';
import { sessionVersions } from '../../repositories/users';
import type { Context } from '../context';

/** Those of `sessions` that `checkSession` would refuse by now, found in one question however many they are. */
export async function endedSessions(
  { db }: Pick<Context, 'db'>,
  sessions: readonly Session[],
): Promise<ReadonlySet<Session>> {
  const versions = await sessionVersions(db, [...new Set(sessions.map(({ actor }) => actor.userId))]);
  return new Set(sessions.filter(({ actor, version }) => versions.get(actor.userId) !== version));
}
