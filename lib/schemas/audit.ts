import { z } from 'zod';
import type { AuditAction, AuditActorKind, AuditDetail } from '../domain/audit';

/** A field that was left empty looks for nothing. */
const word = z
  .string()
  .trim()
  .max(254)
  .transform((value) => value || undefined)
  .optional();
/** Later days have no four-digit year any more. */
const lastDay = '9999-12-30';
const day = z
  .union([
    z.literal('').transform(() => undefined),
    z.iso.date('Give a day as in 2026-11-25.').transform((given) => (given > lastDay ? lastDay : given)),
  ])
  .optional();

/** What to look for in the audit; as it stands in an address. Days are in UTC, both included. */
export const auditFilter = z.object({
  person: word.transform((value) => value?.toLowerCase()),
  action: word,
  cluster: word,
  address: word,
  connection: word,
  from: day,
  to: day,
  /** Entries older than this one. */
  before: z.coerce.number().int().positive().optional().catch(undefined),
});
export type AuditFilter = z.output<typeof auditFilter>;

/** A page's filter from its address; where it cannot be understood, nothing of it and why. */
export function readAuditFilter(query: unknown): { filter: Partial<AuditFilter>; trouble?: string } {
  const { data, error } = auditFilter.safeParse(query);
  if (data) return { filter: data };
  const [issue] = error.issues;
  return { filter: {}, trouble: `This is no filter: ${String(issue?.path.join())}. ${issue?.message}` };
}

export const auditFormat = z.enum(['csv', 'json'], 'Give format=csv or format=json.');
export type AuditFormat = z.output<typeof auditFormat>;

export interface AuditDto {
  id: number;
  at: string;
  actorKind: AuditActorKind;
  /** An e-mail address, or the name of a job of Puppis’ own. */
  actor: string;
  action: AuditAction;
  clusterId: string | null;
  clusterName: string | null;
  subject: string;
  address: string | null;
  connection: string | null;
  detail: AuditDetail;
}

export interface AuditPageDto {
  entries: AuditDto[];
  /** For the page of older ones; null at the end. */
  before: number | null;
}
