import { route } from '@/lib/route';
import { getCluster } from '@/lib/services/clusters/get';

export const GET = route<{ id: string }>((ctx, { id }) => getCluster(ctx, { id }));
