import type { Metadata } from 'next';
import Link from 'next/link';
import { redirect } from 'next/navigation';
import { Notice } from '@/components/notice';
import { currentActor } from '@/lib/auth/session';
import { signUpPolicy } from '@/lib/services/accounts/sign-up';
import { contextFor } from '@/lib/services/context';
import { AuthCard } from '../_components/auth-card';
import { CredentialsForm } from '../_components/credentials-form';

export const metadata: Metadata = { title: 'Sign up' };

export default async function SignUpPage() {
  if (await currentActor()) redirect('/clusters');
  const signUp = await signUpPolicy(contextFor({ kind: 'visitor' }));
  return (
    <AuthCard title="Sign up">
      {signUp === 'open' ? (
        <CredentialsForm kind="sign-up" next="/clusters" />
      ) : (
        <Notice title="Sign-up is closed">Ask an administrator of this installation for an account.</Notice>
      )}
      <p className="text-sm text-muted">
        Have an account?{' '}
        <Link href="/sign-in" className="font-medium text-link underline underline-offset-2">
          Sign in
        </Link>
      </p>
    </AuthCard>
  );
}
