import { clusterEvents } from '../../repositories/events';
import type { EventDto } from '../../schemas/cluster';
import type { Context } from '../context';
import { eventDto } from './dto';
import { ownCluster } from './owned';

const page = 200;

/** What happened to the cluster: the newest 200 events with id > `after`, oldest first. @throws DomainError not_found */
export async function listEvents(ctx: Context, { id, after = 0 }: { id: string; after?: number }): Promise<EventDto[]> {
  const row = await ownCluster(ctx, id);
  return (await clusterEvents(ctx.db, row.ownerId, row.id, after, page)).map(eventDto);
}
