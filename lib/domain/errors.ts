/** What can go wrong in words a person can act on. Anything that is not one of these is a defect and stays in the log. */
export type ErrorCode =
  | 'unauthenticated'
  | 'forbidden'
  | 'not_found'
  | 'invalid'
  | 'name_taken'
  | 'limit_reached'
  | 'no_room'
  | 'conflict'
  | 'too_many_attempts'
  | 'not_ready'
  | 'link_used';

export class DomainError extends Error {
  override readonly name = 'DomainError';

  /** @param field the input's key that the message belongs beside, when there is one */
  constructor(
    readonly code: ErrorCode,
    message: string,
    readonly field?: string,
  ) {
    super(message);
  }
}

export const notFound = (what: string) => new DomainError('not_found', `This ${what} was not found.`);
