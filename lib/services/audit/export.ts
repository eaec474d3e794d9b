import { stringify } from 'csv-stringify/sync';
import { listAudits, type AuditPlace } from '../../repositories/audit';
import type { AuditDto, AuditFilter, AuditFormat } from '../../schemas/audit';
import type { Context } from '../context';
import { auditDto, scopeOf } from './scope';

const pageOf = 1_000;
const columns = [
  ...['id', 'at', 'actorKind', 'actor', 'action', 'clusterId', 'clusterName', 'subject', 'address', 'connection'],
  'detail',
] as const satisfies readonly (keyof AuditDto)[];

/**
 * All that the filter finds, newest first, as text in pieces, so that it need not be in memory at once. What begins as a formula
 * does is quoted for spreadsheets in CSV (RFC 4180).
 * @throws DomainError unauthenticated, not_found, forbidden, before the first piece
 */
export async function exportAudit(
  ctx: Context,
  filter: Partial<AuditFilter>,
  format: AuditFormat,
): Promise<AsyncGenerator<string>> {
  const where = await scopeOf(ctx, filter);
  return format === 'csv' ? csv(ctx, where) : json(ctx, where);
}

type Where = Parameters<typeof listAudits>[1];

async function* pages(ctx: Context, where: Where): AsyncGenerator<AuditDto[]> {
  for (let before: AuditPlace | undefined; ;) {
    const rows = await listAudits(ctx.db, where, before, pageOf);
    if (rows.length > 0) yield rows.map(auditDto);
    if (rows.length < pageOf) return;
    before = rows.at(-1);
  }
}

async function* csv(ctx: Context, where: Where): AsyncGenerator<string> {
  yield stringify([[...columns]], { record_delimiter: 'windows' });
  for await (const page of pages(ctx, where))
    yield stringify(page, { columns: [...columns], escape_formulas: true, record_delimiter: 'windows' });
}

async function* json(ctx: Context, where: Where): AsyncGenerator<string> {
  let between = '[\n';
  for await (const page of pages(ctx, where)) {
    yield between + page.map((entry) => JSON.stringify(entry)).join(',\n');
    between = ',\n';
  }
  yield between === '[\n' ? '[]\n' : '\n]\n';
}
