import type { Metadata } from 'next';
import { ButtonLink } from '@/components/button-link';
import { Notice } from '@/components/notice';
import { findSetupLink } from '@/lib/services/accounts/setup-link';
import { contextFor } from '@/lib/services/context';
import { AuthCard } from '../_components/auth-card';
import { CredentialsForm } from '../_components/credentials-form';

export const metadata: Metadata = { title: 'Set up', robots: { index: false } };

export default async function SetupPage({ searchParams }: PageProps<'/setup'>) {
  const { token } = await searchParams;
  const good = typeof token === 'string' && (await findSetupLink(contextFor({ kind: 'visitor' }), token)) !== undefined;
  if (!good) return <UsedLink />;
  return (
    <AuthCard title="Set up Puppis" lead="Make the first account. It is an administrator’s.">
      <CredentialsForm kind="setup" next="/clusters" token={token} />
    </AuthCard>
  );
}

const UsedLink = () => (
  <AuthCard title="Set up Puppis">
    <Notice tone="warning" title="This set-up link does not work">
      It works once, for 24 hours. If an administrator was made with it, sign in; if there is none yet, the next start
      of Puppis prints a new link on its console.
    </Notice>
    <ButtonLink href="/sign-in" className="w-full">
      Sign in
    </ButtonLink>
  </AuthCard>
);
