import type { Profile } from 'next-auth';
import type { OAuthConfig } from 'next-auth/providers/oauth';
import Github, { type GithubEmail, type GithubProfile } from 'next-auth/providers/github';
import { env } from '../env';

/** What a provider's profile says that we use. */
export interface KnownProfile extends Profile {
  email_verified?: boolean;
}

/** Who may sign in people besides us, by the settings. */
export interface ProviderChoice {
  id: 'github' | 'oidc';
  name: string;
}

/** The buttons of the sign-in page. */
export function providerChoices(): ProviderChoice[] {
  return oauthProviders().map(({ id, name }) => ({ id: id as ProviderChoice['id'], name }));
}

/** GitHub and the OIDC provider, where the settings have what they need. */
export function oauthProviders(): OAuthConfig<KnownProfile>[] {
  const { GITHUB_ID, GITHUB_SECRET, OIDC_ISSUER, OIDC_ID, OIDC_SECRET, OIDC_NAME } = env();
  const found: OAuthConfig<KnownProfile>[] = [];
  if (GITHUB_ID && GITHUB_SECRET) found.push(github(GITHUB_ID, GITHUB_SECRET));
  if (OIDC_ISSUER && OIDC_ID && OIDC_SECRET) found.push(oidc(OIDC_NAME, OIDC_ISSUER, OIDC_ID, OIDC_SECRET));
  return found;
}

/** GitHub's public e-mail says nothing about being verified; the list of e-mails does, so that one is asked. */
function github(clientId: string, clientSecret: string): OAuthConfig<KnownProfile> {
  const standard = Github({ clientId, clientSecret });
  return {
    ...(standard as unknown as OAuthConfig<KnownProfile>),
    userinfo: {
      url: 'https://api.github.com/user',
      async request({ client, tokens }) {
        const profile = await client.userinfo<GithubProfile>(tokens.access_token!);
        const primary = (await githubEmails(tokens.access_token!)).find((each) => each.primary);
        return { ...profile, email: primary?.email, email_verified: primary?.verified ?? false } as never;
      },
    },
  };
}

async function githubEmails(token: string): Promise<GithubEmail[]> {
  const headers = { authorization: `Bearer ${token}`, accept: 'application/vnd.github+json' };
  const response = await fetch('https://api.github.com/user/emails', { headers });
  if (!response.ok) throw new Error(`GitHub answered ${response.status} when asked for the e-mail addresses.`);
  return (await response.json()) as GithubEmail[];
}

/** Any provider that speaks OpenID Connect Discovery. */
function oidc(name: string, issuer: string, clientId: string, clientSecret: string): OAuthConfig<KnownProfile> {
  return {
    id: 'oidc',
    name,
    type: 'oauth',
    wellKnown: `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`,
    authorization: { params: { scope: 'openid email profile' } },
    idToken: true,
    checks: ['pkce', 'state', 'nonce'],
    clientId,
    clientSecret,
    profile: ({ sub, name: fullName, email }) => ({ id: sub!, name: fullName, email }),
  };
}
