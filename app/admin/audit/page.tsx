import type { Metadata } from 'next';
import { PageHeader } from '@/components/page-header';
import { requireAdminUser } from '@/lib/auth/require-user';
import { readAuditFilter } from '@/lib/schemas/audit';
import { listAudit } from '@/lib/services/audit/list';
import { contextFor } from '@/lib/services/context';
import { AuditView } from '../../_components/audit/audit-view';

export const metadata: Metadata = { title: 'Audit' };

export default async function AuditPage({ searchParams }: PageProps<'/admin/audit'>) {
  const ctx = contextFor(await requireAdminUser());
  const { filter, trouble } = readAuditFilter(await searchParams);
  return (
    <>
      <PageHeader
        title="Audit"
        lead="Who changed what, who connected to which cluster, and what they asked Docker to change."
      />
      <AuditView page={await listAudit(ctx, filter)} filter={filter} trouble={trouble} here="/admin/audit" />
    </>
  );
}
