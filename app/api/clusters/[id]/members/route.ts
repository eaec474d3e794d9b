import { route } from '@/lib/route';
import { listMembers } from '@/lib/services/members/list';

export const GET = route<{ id: string }>((ctx, { id }) => listMembers(ctx, { clusterId: id }));
