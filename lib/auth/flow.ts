import { cookies } from 'next/headers';
import { NextRequest, NextResponse } from 'next/server';
import NextAuth, { type AuthOptions } from 'next-auth';
import Credentials from 'next-auth/providers/credentials';
import { env } from '../env';
import { authOptions } from './options';

/** Runs one step of next-auth's own flow inside a server action and gives the browser the cookies that it sets. */
async function run(step: string[], options: AuthOptions, form?: Record<string, string>): Promise<NextResponse> {
  const url = new URL(`/api/auth/${step.join('/')}`, env().PUPPIS_PUBLIC_URL);
  const request = new NextRequest(url, form ? { method: 'POST', body: new URLSearchParams(form) } : {});
  const answer: Response = await NextAuth(request, { params: { nextauth: step } }, options);
  const response = new NextResponse(answer.body, answer);
  const jar = await cookies();
  for (const cookie of response.cookies.getAll()) jar.set(cookie);
  return response;
}

/** A step that changes something: next-auth wants its own CSRF token with it. */
async function post(step: string[], options: AuthOptions, form: Record<string, string> = {}): Promise<NextResponse> {
  const { csrfToken } = (await (await run(['csrf'], options)).json()) as { csrfToken: string };
  return run(step, options, { ...form, csrfToken });
}

/** Begins a session, in a server action, for somebody who has just proved who they are. */
export async function startSession({ userId }: { userId: string }): Promise<void> {
  const proved = Credentials({ credentials: {}, authorize: () => ({ id: userId }) });
  await post(['callback', 'credentials'], { ...(await authOptions()), providers: [proved] });
}

/** Ends the browser's session, in a server action. */
export async function endSession(): Promise<void> {
  await post(['signout'], await authOptions());
}

/** Where the browser goes to sign in at another provider, and comes back to `next` (a path of ours). */
export async function providerUrl(provider: string, next: string): Promise<string> {
  const callbackUrl = new URL(next, env().PUPPIS_PUBLIC_URL).href;
  const response = await post(['signin', provider], await authOptions(), { callbackUrl });
  return response.headers.get('location') ?? '/sign-in?error=internal';
}
