import { route } from '@/lib/route';
import { getAutoscaleHistory } from '@/lib/services/clusters/autoscale-history';

export const GET = route<{ id: string }>((ctx, { id }) => getAutoscaleHistory(ctx, { id }));
