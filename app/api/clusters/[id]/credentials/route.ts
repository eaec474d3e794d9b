import { route } from '@/lib/route';
import { listCredentials } from '@/lib/services/credentials/list';

export const GET = route<{ id: string }>((ctx, { id }) => listCredentials(ctx, { clusterId: id }));
