import type { Metadata } from 'next';
import { ButtonLink } from '@/components/button-link';
import { PageHeader } from '@/components/page-header';
import { requireAdminUser } from '@/lib/auth/require-user';
import { many } from '@/lib/domain/words';
import { heldFilter, type HeldFilter } from '@/lib/schemas/administration';
import { listHeldCredentials } from '@/lib/services/administration/list-credentials';
import { contextFor } from '@/lib/services/context';
import { Filter } from './_components/filter';
import { HeldTable } from './_components/held-table';

export const metadata: Metadata = { title: 'Credentials' };

export default async function HeldCredentialsPage({ searchParams }: PageProps<'/admin/credentials'>) {
  const ctx = contextFor(await requireAdminUser());
  const filter = heldFilter.parse(await searchParams);
  const { credentials, total, page, pages } = await listHeldCredentials(ctx, filter);
  return (
    <>
      <PageHeader
        title="Credentials"
        lead="Who holds which key to which cluster. One is blocked while its holder is disabled or its cluster is being deleted."
      />
      <Filter key={JSON.stringify(filter)} {...filter} />
      <p role="status" className="mb-3 text-sm text-muted">
        {many(total, 'credential')}
        {pages > 1 ? `, page ${page} of ${pages}` : ''}
      </p>
      <HeldTable credentials={credentials} />
      <Pages filter={filter} page={page} pages={pages} />
    </>
  );
}

function Pages({ filter, page, pages }: { filter: HeldFilter; page: number; pages: number }) {
  const at = (to: number) => ({ pathname: '/admin/credentials' as const, query: { ...filter, page: to } });
  if (pages < 2) return null;
  return (
    <nav aria-label="Pages" className="mt-4 flex gap-2">
      {page > 1 ? <ButtonLink href={at(page - 1)}>Newer</ButtonLink> : null}
      {page < pages ? <ButtonLink href={at(page + 1)}>Older</ButtonLink> : null}
    </nav>
  );
}
