import type { Metadata } from 'next';
import { PageHeader } from '@/components/page-header';
import { requireAdminUser } from '@/lib/auth/require-user';
import { listUsers } from '@/lib/services/accounts/list-users';
import { contextFor } from '@/lib/services/context';
import { UserTable } from './_components/user-table';

export const metadata: Metadata = { title: 'Users' };

export default async function UsersPage() {
  const actor = await requireAdminUser();
  const list = await listUsers(contextFor(actor));
  return (
    <>
      <PageHeader
        title="Users"
        back={{ href: '/clusters', label: 'Back to clusters' }}
        lead="Who has an account, and what each may have. An empty limit is the installation’s."
      />
      <UserTable list={list} self={actor.userId} />
    </>
  );
}
