import { findAuditPlace, listAudits } from '../../repositories/audit';
import type { AuditFilter, AuditPageDto } from '../../schemas/audit';
import type { Context } from '../context';
import { auditDto, scopeOf } from './scope';

const page = 100;

/** A hundred entries, newest first. @throws DomainError unauthenticated, not_found, forbidden */
export async function listAudit(ctx: Context, filter: Partial<AuditFilter>): Promise<AuditPageDto> {
  const where = await scopeOf(ctx, filter);
  const before = filter.before === undefined ? undefined : await findAuditPlace(ctx.db, filter.before);
  const rows = await listAudits(ctx.db, where, before ?? undefined, page + 1);
  const entries = rows.slice(0, page).map(auditDto);
  return { entries, before: rows.length > page ? entries.at(-1)!.id : null };
}
