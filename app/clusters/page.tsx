import type { Metadata } from 'next';
import { dehydrate, HydrationBoundary, QueryClient } from '@tanstack/react-query';
import { requireUser } from '@/lib/auth/require-user';
import { clusterListQuery } from '@/lib/queries/clusters';
import { createOptions } from '@/lib/services/clusters/create-options';
import { listClusters } from '@/lib/services/clusters/list';
import { contextFor } from '@/lib/services/context';
import { ClustersView } from './_components/clusters-view';

export const metadata: Metadata = { title: 'Clusters' };

export default async function ClustersPage() {
  const ctx = contextFor(await requireUser());
  const [clusters, { maxClusters }] = await Promise.all([listClusters(ctx), createOptions(ctx)]);
  const client = new QueryClient();
  client.setQueryData(clusterListQuery().queryKey, clusters);
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <ClustersView maxClusters={maxClusters} />
    </HydrationBoundary>
  );
}
