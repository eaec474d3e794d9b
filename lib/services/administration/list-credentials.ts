import { credentialState } from '../../domain/credential';
import { findHeldCredentials, type HeldCredentialRow } from '../../repositories/held';
import { heldFilter, type HeldCredentialDto, type HeldCredentialsDto } from '../../schemas/administration';
import { requireAdmin, type Context } from '../context';

const take = 100;

/**
 * Who holds which key to which cluster: a page of 100, newest first.
 * @param raw what is looked for: parts of an e-mail and of a cluster's name, a state; the active ones when it is left out
 * @throws DomainError forbidden
 */
export async function listHeldCredentials(ctx: Context, raw: unknown): Promise<HeldCredentialsDto> {
  requireAdmin(ctx);
  const { page, ...wish } = heldFilter.parse(raw);
  const now = ctx.now();
  const { rows, total, keptOut } = await findHeldCredentials(ctx.db, wish, now, { skip: (page - 1) * take, take });
  return {
    credentials: rows.map((row) => heldCredentialDto(row, now, keptOut)),
    total,
    page,
    pages: Math.max(1, Math.ceil(total / take)),
  };
}

const heldCredentialDto = (row: HeldCredentialRow, now: Date, keptOut: ReadonlySet<string>): HeldCredentialDto => ({
  id: row.id,
  name: row.name,
  subject: row.subject,
  serial: row.serial,
  person: row.user.email,
  cluster: row.cluster.name,
  createdAt: row.createdAt.toISOString(),
  expiresAt: row.expiresAt.toISOString(),
  lastUsedAt: row.lastUsedAt?.toISOString() ?? null,
  state: credentialState(row, now, keptOut),
});
