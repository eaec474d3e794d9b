import { ping } from '../../repositories/health';
import type { Context } from '../context';

/** Whether the web role can do its work: it answers and its database does. @throws when the database does not */
export async function checkHealth(ctx: Context): Promise<{ status: 'ok' }> {
  await ping(ctx.db);
  return { status: 'ok' };
}
