import { clusterEvents } from '../../repositories/events';
import type { EventDto } from '../../schemas/cluster';
import { userIdOf, type Context } from '../context';
import { clusterFor } from './allowed';
import { eventDto } from './dto';

const page = 200;

/** What happened to the cluster: the newest 200 events with id > `after`, oldest first. @throws DomainError not_found */
export async function listEvents(ctx: Context, { id, after = 0 }: { id: string; after?: number }): Promise<EventDto[]> {
  const row = await clusterFor(ctx, id, 'look');
  return (await clusterEvents(ctx.db, userIdOf(ctx), row.id, after, page)).map(eventDto);
}
