import { createHash } from 'node:crypto';
import { DomainError } from '../../domain/errors';
import { blockSeconds, throttleMemory, tooManyAttempts } from '../../domain/throttle';
import { inTransaction, type Queries } from '../../repositories/client';
import {
  clearThrottles,
  findThrottles,
  forgetThrottles,
  saveThrottle,
  takeBackFailure,
  type ThrottleRow,
} from '../../repositories/throttle';
import type { Context } from '../context';

/** What failures are counted for. `free` of them cost nothing; `longest`: the longest wait, in seconds. */
export interface Subject {
  readonly key: string;
  readonly free: number;
  readonly longest?: number;
}

const subject = (kind: string, value: string, free: number, longest?: number): Subject => ({
  key: createHash('sha256').update(`${kind}:${value}`).digest('base64url'),
  free,
  longest,
});

/**
 * An account as tried from one address, and from all together. Whether or not there is such an account, so that the answer
 * tells nobody. Of all together the wait stays short: a stranger's guesses must not keep the account's owner out.
 */
export const accountSubjects = (email: string, address: string): readonly Subject[] => [
  subject('account-from', `${email} ${address}`, 5),
  subject('account', email, 50, 60),
];
/** An address may stand for a whole office: it has more patience than an account. */
export const addressSubject = (address: string) => subject('address', address, 20);
export const signUpSubject = (address: string) => subject('sign-up', address, 10);
export const passwordChangeSubject = (userId: string) => subject('password-change', userId, 5);
/** Bundles are no failures: after so many in a row they come slower, but one a minute always. */
export const bundleSubjects = (userId: string, address: string | undefined, most: number): readonly Subject[] => [
  subject('bundle', userId, most, 60),
  ...(address === undefined ? [] : [subject('bundle-from', address, 5 * most, 60)]),
];

/**
 * Counts an attempt as failed before its outcome is known, so that guesses sent all at once cannot outrun the count.
 * Attempts while blocked are not counted: knocking does not make the wait longer.
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

function oneMore({ key, free, longest }: Subject, rows: readonly ThrottleRow[], now: Date): ThrottleRow {
  const failures = (rows.find((row) => row.key === key)?.failures ?? 0) + 1;
  const blockedUntil = new Date(now.getTime() + blockSeconds(failures, free, longest) * 1000);
  return { key, failures, blockedUntil, updatedAt: now };
}

/** The attempt was right: `cleared` start afresh, and `shared` (an address) gets only this one failure back. */
export async function forgiveAttempt(
  ctx: Pick<Context, 'now'> & { readonly db: Queries },
  cleared: readonly Subject[],
  shared?: Subject,
): Promise<void> {
  await clearThrottles(
    ctx.db,
    cleared.map(({ key }) => key),
  );
  if (shared) await takeBackFailure(ctx.db, shared.key, ctx.now());
}
