import type { Metadata } from 'next';
import { ButtonLink } from '@/components/button-link';
import { Notice } from '@/components/notice';
import { providerChoices } from '@/lib/auth/providers';
import { contextFor } from '@/lib/services/context';
import { findOffer } from '@/lib/services/invitations/find';
import { AuthCard } from '../_components/auth-card';
import { CredentialsForm } from '../_components/credentials-form';
import { ProviderButtons } from '../_components/provider-buttons';

export const metadata: Metadata = { title: 'Invitation', robots: { index: false } };

export default async function InvitationPage({ searchParams }: PageProps<'/invitation'>) {
  const { token } = await searchParams;
  const secret = typeof token === 'string' ? token : '';
  const offer = await findOffer(contextFor({ kind: 'visitor' }), secret);
  if (!offer.good) return <NoOffer why={offer.why} />;
  const providers = providerChoices();
  const role = offer.role === 'admin' ? 'an administrator’s' : 'a member’s';
  return (
    <AuthCard title="You are invited" lead={`Choose a password. The account is ${role}.`}>
      <CredentialsForm kind="invitation" next="/clusters" token={secret} email={offer.email} />
      {providers.length > 0 ? (
        <>
          <p className="text-sm text-muted">Or without a password, if you have this e-mail there as well:</p>
          <ProviderButtons providers={providers} next="/clusters" />
        </>
      ) : null}
    </AuthCard>
  );
}

const NoOffer = ({ why }: { why: string }) => (
  <AuthCard title="Invitation">
    <Notice tone="warning" title="This invitation does not work">
      {why}
    </Notice>
    <ButtonLink href="/sign-in" className="w-full">
      Sign in
    </ButtonLink>
  </AuthCard>
);
