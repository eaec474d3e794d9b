import type { Metadata } from 'next';
import type { ReactNode } from 'react';
import { Card } from '@/components/card';
import { Notice } from '@/components/notice';
import { PageHeader } from '@/components/page-header';
import { requireUser } from '@/lib/auth/require-user';
import { providerChoices } from '@/lib/auth/providers';
import type { AccountDto } from '@/lib/schemas/account';
import { getAccount } from '@/lib/services/accounts/get-account';
import { listOwnCredentials } from '@/lib/services/credentials/list-own';
import { contextFor } from '@/lib/services/context';
import { EndSessions } from './_components/end-sessions';
import { OwnCredentials } from './_components/own-credentials';
import { PasswordForm } from './_components/password-form';

export const metadata: Metadata = { title: 'Account' };

export default async function AccountPage() {
  const ctx = contextFor(await requireUser());
  const [account, credentials] = await Promise.all([getAccount(ctx), listOwnCredentials(ctx)]);
  return (
    <>
      <PageHeader title="Account" back={{ href: '/clusters', label: 'Back to clusters' }} />
      <div className="grid max-w-2xl gap-6">
        <Section title="You">
          <Facts account={account} />
        </Section>
        <Section title="Credentials">
          <OwnCredentials credentials={credentials} />
        </Section>
        <Section title="Password">
          {account.hasPassword ? (
            <PasswordForm email={account.email} />
          ) : (
            <Notice>This account has no password. You sign in with {signInNames(account)}.</Notice>
          )}
        </Section>
        <Section title="Sessions">
          <EndSessions />
        </Section>
      </div>
    </>
  );
}

/** The names of the providers that sign in as the account: "GitHub". */
function signInNames({ providers }: AccountDto): string {
  const names = new Map<string, string>(providerChoices().map(({ id, name }) => [id, name]));
  return providers.map((id) => names.get(id) ?? id).join(' or ');
}

function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <Card as="section" className="space-y-4 p-5 sm:p-6">
      <h2 className="text-lg font-semibold">{title}</h2>
      {children}
    </Card>
  );
}

function Facts({ account }: { account: AccountDto }) {
  const facts = {
    'E-mail': account.email,
    Role: account.role === 'admin' ? 'Administrator' : 'Member',
    Clusters: `${account.clusters} of ${account.limits.clusters}`,
    'Segments per cluster': `up to ${account.limits.segmentsPerCluster}`,
    ...(account.providers.length > 0 && { 'Signs in with': signInNames(account) }),
  };
  return (
    <dl className="grid gap-x-6 gap-y-1 sm:grid-cols-[12rem_minmax(0,1fr)] sm:gap-y-2">
      {Object.entries(facts).map(([name, value]) => (
        <div key={name} className="max-sm:mb-2 sm:contents">
          <dt className="text-sm text-muted sm:text-base">{name}</dt>
          <dd className="wrap-anywhere">{value}</dd>
        </div>
      ))}
    </dl>
  );
}
