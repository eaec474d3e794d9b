import { createHash } from 'node:crypto';
import { DomainError } from '../../domain/errors';
import { blockSeconds, throttleMemory, tooManyAttempts } from '../../domain/throttle';
import { inTransaction } from '../../repositories/client';
import {
  clearThrottles,
  findThrottles,
  forgetThrottles,
  saveThrottle,
  takeBackFailure,
  type ThrottleRow,
} from '../../repositories/throttle';
import type { Context } from '../context';

/** What failures are counted for. `free` of them cost nothing. */
export interface Subject {
  readonly key: string;
  readonly free: number;
}

const subject = (kind: string, value: string, free: number): Subject => ({
  key: createHash('sha256').update(`${kind}:${value}`).digest('base64url'),
  free,
});

/** Whether or not there is such an account, so that the answer tells nobody. */
export const accountSubject = (email: string) => subject('account', email, 5);
/** An address may stand for a whole office: it has more patience than an account. */
export const addressSubject = (address: string) => subject('address', address, 20);
export const signUpSubject = (address: string) => subject('sign-up', address, 10);
export const passwordChangeSubject = (userId: string) => subject('password-change', userId, 5);

/**
 * Counts an attempt as failed before its outcome is known, so that guesses sent all at once cannot outrun the count.
 * Attempts while blocked are not counted: nobody can be kept out by knocking.
 * @throws DomainError too_many_attempts
 */
export async function takeAttempt(ctx: Context, subjects: readonly Subject[], field?: string): Promise<void> {
  const now = ctx.now();
  const wait = await inTransaction(ctx.db, async (tx) => {
    await forgetThrottles(tx, new Date(now.getTime() - throttleMemory));
    const rows = await findThrottles(
      tx,
      subjects.map(({ key }) => key),
    );
    const left = Math.max(0, ...rows.map((row) => row.blockedUntil.getTime() - now.getTime()));
    if (left > 0) return left;
    for (const each of subjects) await saveThrottle(tx, oneMore(each, rows, now));
    return 0;
  });
  if (wait > 0) throw new DomainError('too_many_attempts', tooManyAttempts(Math.ceil(wait / 1000)), field);
}

function oneMore({ key, free }: Subject, rows: readonly ThrottleRow[], now: Date): ThrottleRow {
  const failures = (rows.find((row) => row.key === key)?.failures ?? 0) + 1;
  return { key, failures, blockedUntil: new Date(now.getTime() + blockSeconds(failures, free) * 1000), updatedAt: now };
}

/** The attempt was right: `cleared` start afresh, and `shared` (an address) gets only this one failure back. */
export async function forgiveAttempt(ctx: Context, cleared: Subject, shared?: Subject): Promise<void> {
  await clearThrottles(ctx.db, [cleared.key]);
  if (shared) await takeBackFailure(ctx.db, shared.key, ctx.now());
}
