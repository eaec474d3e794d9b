import type { Metadata, Route } from 'next';
import { notFound } from 'next/navigation';
import { PageHeader } from '@/components/page-header';
import { requireUser } from '@/lib/auth/require-user';
import { DomainError } from '@/lib/domain/errors';
import { readAuditFilter } from '@/lib/schemas/audit';
import { listAudit } from '@/lib/services/audit/list';
import { getCluster } from '@/lib/services/clusters/get';
import { contextFor } from '@/lib/services/context';
import { AuditView } from '../../../_components/audit/audit-view';

export const metadata: Metadata = { title: 'Audit' };

export default async function ClusterAuditPage({ params, searchParams }: PageProps<'/clusters/[id]/audit'>) {
  const ctx = contextFor(await requireUser());
  const { id } = await params;
  const { filter: wish, trouble } = readAuditFilter(await searchParams);
  const filter = { ...wish, cluster: id };
  const found = Promise.all([getCluster(ctx, { id }), listAudit(ctx, filter)]);
  const [{ name }, page] = await found.catch((error: unknown) => {
    if (error instanceof DomainError && (error.code === 'not_found' || error.code === 'forbidden')) notFound();
    throw error;
  });
  const back = `/clusters/${id}` as Route;
  return (
    <>
      <PageHeader
        title={`Audit of ${name}`}
        back={{ href: back, label: `Back to ${name}` }}
        lead="Who changed this cluster, who connected to it, and what they asked Docker to change."
      />
      <AuditView
        page={page}
        filter={{ ...filter, cluster: undefined }}
        trouble={trouble}
        here={`${back}/audit` as Route}
        clusterId={id}
      />
    </>
  );
}
