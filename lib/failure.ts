import { z } from 'zod';
import { DomainError, type ErrorCode } from './domain/errors';
import { newId } from './domain/id';
import type { Log } from './log';
import type { Result } from './schemas/result';

export type Failure = Extract<Result<never>, { ok: false }>['error'];

const statuses: Record<ErrorCode | 'internal', number> = {
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
  invalid: 400,
  name_taken: 409,
  limit_reached: 409,
  no_room: 409,
  conflict: 409,
  too_many_attempts: 429,
  not_ready: 503,
  link_used: 410,
  internal: 500,
};
/** The HTTP status that says the same as the code (RFC 9110, section 15). */
export const httpStatus = (code: Failure['code']): number => statuses[code];

/**
 * What a person is told about `error`. One that is nobody's doing becomes a neutral sentence with a reference of eight
 * signs, under which the log has the cause.
 */
export function explain(error: unknown, log: Log): Failure {
  if (error instanceof DomainError) {
    const { code, message, field } = error;
    return { code, message, ...(field !== undefined && { field }) };
  }
  if (error instanceof z.ZodError) return explainInput(error);
  const reference = newId().slice(0, 8);
  log.error({ err: error, reference }, 'something failed that should not');
  return { code: 'internal', message: 'Something went wrong on our side. Please try again.', reference };
}

/** The first thing that is wrong with what was sent, beside its field. */
function explainInput(error: z.ZodError): Failure {
  const issue = error.issues[0];
  const field = issue?.path.map(String).join('.');
  return { code: 'invalid', message: issue?.message ?? 'This is not right.', ...(field && { field }) };
}
