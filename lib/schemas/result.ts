import type { ErrorCode } from '../domain/errors';

/** What every server action answers. `reference` names the log line of an error that is not the person's doing. */
export type Result<T> =
  | { ok: true; data: T }
  | { ok: false; error: { code: ErrorCode | 'internal'; message: string; field?: string; reference?: string } };
