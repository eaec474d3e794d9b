import { route } from '@/lib/route';
import { listClusters } from '@/lib/services/clusters/list';

export const GET = route((ctx) => listClusters(ctx));
