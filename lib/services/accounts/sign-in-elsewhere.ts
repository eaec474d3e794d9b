import { DomainError } from '../../domain/errors';
import { newId } from '../../domain/id';
import { invitationState } from '../../domain/invitation';
import { inTransaction, type Queries } from '../../repositories/client';
import { findIdentityUser, insertIdentity } from '../../repositories/identities';
import { consumeInvitation, findWaitingInvitation } from '../../repositories/invitations';
import { findPassword, insertUser, removePassword } from '../../repositories/users';
import { email as emailSchema } from '../../schemas/account';
import { audit } from '../audit/record';
import type { Context } from '../context';
import { signUpPolicy, type SignUpPolicy } from './sign-up';

/** What another provider says about the person who signed in there. */
export interface ElsewhereProfile {
  provider: string;
  /** The person's unchanging id there. */
  subject: string;
  email: string | null | undefined;
  /** The provider says that the e-mail is theirs. */
  emailVerified: boolean;
  name?: string | null;
}

/**
 * The account of somebody whom another provider signed in; on their first visit the account with the same e-mail is
 * linked when the provider has verified it, or one is made when they are invited or sign-up is open.
 * @throws DomainError forbidden (disabled, or sign-up closed), invalid (no e-mail), conflict (e-mail not verified)
 */
export async function signInElsewhere(
  ctx: Context,
  profile: ElsewhereProfile,
  given?: SignUpPolicy,
): Promise<{ userId: string }> {
  const policy = given ?? (await signUpPolicy(ctx));
  try {
    return { userId: await inTransaction(ctx.db, (tx) => visit(ctx, tx, profile, policy)) };
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    const detail = { why: error.message, provider: profile.provider };
    const tried = profile.email?.toLowerCase().slice(0, 254);
    await audit(ctx.db, ctx, { action: 'account.sign-in-refused', tried, detail });
    throw error;
  }
}

async function visit(ctx: Context, tx: Queries, profile: ElsewhereProfile, policy: SignUpPolicy): Promise<string> {
  const known = await findIdentityUser(tx, profile);
  if (!known) return firstVisit(ctx, tx, profile, policy);
  if (known.disabledAt) throw new DomainError('forbidden', 'This account is disabled. Ask an administrator.');
  await audit(tx, ctx, { action: 'account.sign-in', person: known, detail: { provider: profile.provider } });
  return known.id;
}

async function firstVisit(ctx: Context, tx: Queries, profile: ElsewhereProfile, policy: SignUpPolicy): Promise<string> {
  const parsed = emailSchema.safeParse(profile.email);
  if (!parsed.success) throw new DomainError('invalid', 'The provider did not tell us your e-mail address.');
  const existing = await findPassword(tx, parsed.data);
  const userId = existing
    ? await takeOver(tx, existing, profile)
    : await newAccount(ctx, tx, parsed.data, profile, policy);
  await insertIdentity(tx, { provider: profile.provider, subject: profile.subject }, userId, ctx.now());
  const action = existing ? 'account.sign-in' : 'account.sign-up';
  const detail = { provider: profile.provider, linked: existing !== null };
  await audit(tx, ctx, { action, person: { id: userId, email: parsed.data }, detail });
  return userId;
}

type Existing = NonNullable<Awaited<ReturnType<typeof findPassword>>>;

/**
 * A member's e-mail was never proved: whoever signed up with somebody else's address must not share the account with
 * its rightful owner, so its password and sessions end. Administrators were named by the operator and keep theirs.
 */
async function takeOver(tx: Queries, existing: Existing, profile: ElsewhereProfile): Promise<string> {
  if (!profile.emailVerified)
    throw new DomainError('conflict', 'There is an account with this e-mail already. Sign in with its password.');
  if (existing.disabledAt) throw new DomainError('forbidden', 'This account is disabled. Ask an administrator.');
  if (existing.role !== 'admin') await removePassword(tx, existing.id);
  return existing.id;
}

async function newAccount(ctx: Context, tx: Queries, email: string, profile: ElsewhereProfile, policy: SignUpPolicy) {
  const role = (profile.emailVerified && (await invitedAs(ctx, tx, email))) || undefined;
  if (!role && policy === 'closed') throw new DomainError('forbidden', 'This installation does not take sign-ups.');
  const id = newId();
  const user = {
    id,
    email,
    name: profile.name ?? null,
    passwordHash: null,
    role: role ?? 'member',
    createdAt: ctx.now(),
  };
  if (!(await insertUser(tx, user))) throw new DomainError('conflict', 'There is an account with this e-mail already.');
  return id;
}

/** Uses up the invitation of a person who has proved the e-mail by signing in elsewhere. */
async function invitedAs(ctx: Context, tx: Queries, email: string): Promise<'admin' | 'member' | undefined> {
  const row = await findWaitingInvitation(tx, email);
  if (!row || invitationState(row, ctx.now()) !== 'open') return undefined;
  await consumeInvitation(tx, row.id, ctx.now());
  return row.role === 'admin' ? 'admin' : 'member';
}
