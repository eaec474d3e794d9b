import { expect } from 'vitest';

/** A DomainError with the code, and beside the field when one is given. */
export const failsWith = (code: string, field?: string) => expect.objectContaining(field ? { code, field } : { code });
