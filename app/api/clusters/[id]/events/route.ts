import { route } from '@/lib/route';
import { listEvents } from '@/lib/services/clusters/events';

export const GET = route<{ id: string }>((ctx, { id }) => listEvents(ctx, { id }));
