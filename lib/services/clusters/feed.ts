import { env } from '../../env';
import { openAlarm } from '../../repositories/alarm';
import { latestEventId as latest, eventsAfter } from '../../repositories/events';
import { findSession } from '../../repositories/users';
import type { EventDto } from '../../schemas/cluster';
import { userIdOf, type Context } from '../context';
import { eventDto } from './dto';

const page = 500;
const longestRestMs = 1_000;

/**
 * The actor's events with id > `after`, of all clusters they may see (also those just gone), oldest first, 500 at most. None
 * once the account is disabled or gone.
 */
export async function changesAfter(ctx: Context, after: number): Promise<EventDto[]> {
  const user = await findSession(ctx.db, userIdOf(ctx));
  if (!user || user.disabledAt) return [];
  return (await eventsAfter(ctx.db, user.id, after, page)).map(eventDto);
}

/** Where the whole installation's feed stands; 0 when nothing ever happened. Tells nothing about anyone's clusters. */
export const latestEventId = ({ db }: Pick<Context, 'db'>): Promise<number> => latest(db);

/** Begins to listen for changes. @returns waits until there may be one, a second at most */
export function nextChange(): () => Promise<void> {
  const alarm = openAlarm(env().DATABASE_URL);
  return () => alarm.rest(longestRestMs);
}
