import { countAllRepairs } from '../../repositories/held';
import { requireAdmin, type Context } from '../context';

/** Repairs of what others changed on the host, and of what deleted clusters left there. @throws DomainError forbidden */
export async function countEveryonesRepairs(ctx: Context): Promise<number> {
  requireAdmin(ctx);
  return countAllRepairs(ctx.db);
}
