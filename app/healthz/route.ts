import { publicRoute } from '@/lib/route';
import { checkHealth } from '@/lib/services/installation/check-health';

/** For the supervisor and for load balancers. Every call looks at the database anew. */
export const dynamic = 'force-dynamic';
export const GET = publicRoute(checkHealth);
