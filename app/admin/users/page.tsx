import type { Metadata } from 'next';
import { PageHeader } from '@/components/page-header';
import { requireAdminUser } from '@/lib/auth/require-user';
import { listUsers } from '@/lib/services/accounts/list-users';
import { contextFor } from '@/lib/services/context';
import { listInvitations } from '@/lib/services/invitations/list';
import { Invitations } from './_components/invitations';
import { InviteForm } from './_components/invite-form';
import { UserTable } from './_components/user-table';

export const metadata: Metadata = { title: 'Users' };

export default async function UsersPage() {
  const actor = await requireAdminUser();
  const ctx = contextFor(actor);
  const [list, invitations] = await Promise.all([listUsers(ctx), listInvitations(ctx)]);
  return (
    <>
      <PageHeader
        title="Users"
        lead="Who has an account, and what each may have. An empty limit is the installation’s."
      />
      <div className="space-y-10">
        <UserTable list={list} self={actor.userId} />
        <section aria-labelledby="invite" className="space-y-4">
          <h2 id="invite" className="text-lg font-semibold">
            Invite somebody
          </h2>
          <InviteForm />
          <Invitations invitations={invitations} />
        </section>
      </div>
    </>
  );
}
