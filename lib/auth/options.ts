import type { AuthOptions } from 'next-auth';
import { DomainError } from '../domain/errors';
import type { UserActor } from '../domain/actor';
import { env } from '../env';
import { clientAddress } from './client-address';
import { loadSecret } from '../pki/secret';
import { checkSession } from '../services/accounts/check-session';
import { signInElsewhere } from '../services/accounts/sign-in-elsewhere';
import { sessionOf, sessionOfIdentity } from '../services/accounts/session-version';
import { contextFor } from '../services/context';
import { sessionKey } from '../services/installation/session-key';
import { webLog } from '../web-log';
import { oauthProviders, type KnownProfile } from './providers';

declare module 'next-auth' {
  interface Session {
    /** Absent once the session was ended, whatever the cookie says. */
    actor?: UserActor;
    version?: number;
    email?: string;
  }
}
declare module 'next-auth/jwt' {
  interface JWT {
    /** The account's session version when the session began. */
    version?: number;
  }
}

const visitor = () => contextFor({ kind: 'visitor' });

const callbacks: AuthOptions['callbacks'] = {
  /** People from other providers; everybody else was checked before `startSession`. */
  async signIn({ account, profile, user }) {
    if (account?.type !== 'oauth') return true;
    const { provider, providerAccountId: subject } = account;
    const emailVerified = (profile as KnownProfile | undefined)?.email_verified === true;
    try {
      const ctx = contextFor({ kind: 'visitor' }, await clientAddress());
      await signInElsewhere(ctx, { provider, subject, email: user.email, emailVerified, name: user.name });
      return true;
    } catch (error) {
      if (error instanceof DomainError) return `/sign-in?error=${error.code}`;
      webLog().error({ err: error, provider }, 'a sign-in through another provider failed');
      return '/sign-in?error=internal';
    }
  },
  /** A session names an account and its session version, nothing else. It is written once, when it begins. */
  async jwt({ token, account, user }) {
    if (!account) return token;
    const begun =
      account.type === 'oauth'
        ? await sessionOfIdentity(visitor(), { provider: account.provider, subject: account.providerAccountId })
        : await sessionOf(visitor(), user.id);
    return { sub: begun.userId, version: begun.version };
  },
  async session({ session: { expires }, token }) {
    const live = token.sub && token.version ? { userId: token.sub, version: token.version } : undefined;
    return { expires, ...(live && (await checkSession(visitor(), live))) };
  },
};

/** next-auth's chatter in our log: what happened and where, never its metadata, which may hold tokens. */
const logger: AuthOptions['logger'] = {
  error(code, metadata) {
    const error = metadata instanceof Error ? metadata : metadata.error;
    webLog().warn({ code, reason: error instanceof Error ? error.message : undefined }, 'next-auth reports an error');
  },
  warn: (code) => webLog().debug({ code }, 'next-auth warns'),
  debug: () => undefined,
};

/**
 * How people sign in. Passwords have no endpoint at next-auth: they come through our own server actions, which slow
 * guessing down, and begin a session with `startSession`.
 */
export async function authOptions(): Promise<AuthOptions> {
  const settings = env();
  return {
    secret: await sessionKey(visitor().db, loadSecret(settings)),
    useSecureCookies: settings.PUPPIS_PUBLIC_URL.startsWith('https://'),
    session: { strategy: 'jwt', maxAge: 30 * 24 * 60 * 60 },
    pages: { signIn: '/sign-in', signOut: '/account', error: '/sign-in', verifyRequest: '/sign-in' },
    providers: oauthProviders(),
    callbacks,
    logger,
  };
}
