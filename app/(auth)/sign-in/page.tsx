import type { Metadata, Route } from 'next';
import Link from 'next/link';
import { redirect } from 'next/navigation';
import { Notice } from '@/components/notice';
import { localPath } from '@/lib/auth/local-path';
import { providerChoices } from '@/lib/auth/providers';
import { currentActor } from '@/lib/auth/session';
import { signUpPolicy } from '@/lib/services/accounts/sign-up';
import { contextFor } from '@/lib/services/context';
import { AuthCard } from '../_components/auth-card';
import { CredentialsForm } from '../_components/credentials-form';
import { ProviderButtons } from '../_components/provider-buttons';

export const metadata: Metadata = { title: 'Sign in' };

/** What coming back from another provider may end with. */
const troubles: Record<string, string> = {
  forbidden: 'You have no account here, or it is disabled. Ask an administrator.',
  conflict: 'There is an account with your e-mail already. Sign in with its password.',
  invalid: 'The provider did not tell us your e-mail address.',
};
const otherTrouble = 'Signing in there did not work. Please try again.';

export default async function SignInPage({ searchParams }: PageProps<'/sign-in'>) {
  const { next: wanted, error } = await searchParams;
  const next = localPath(wanted);
  if (await currentActor()) redirect(next as Route);
  const signUp = await signUpPolicy(contextFor({ kind: 'visitor' }));
  const providers = providerChoices();
  return (
    <AuthCard title="Sign in">
      {typeof error === 'string' ? <Notice tone="error">{troubles[error] ?? otherTrouble}</Notice> : null}
      <CredentialsForm kind="sign-in" next={next} />
      {providers.length > 0 ? <ProviderButtons providers={providers} next={next} /> : null}
      {signUp === 'open' ? (
        <p className="text-sm text-muted">
          No account yet?{' '}
          <Link href="/sign-up" className="font-medium text-link underline underline-offset-2">
            Sign up
          </Link>
        </p>
      ) : null}
    </AuthCard>
  );
}
