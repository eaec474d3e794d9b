import { cache } from 'react';
import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { dehydrate, HydrationBoundary, QueryClient } from '@tanstack/react-query';
import { requireUser } from '@/lib/auth/require-user';
import { DomainError } from '@/lib/domain/errors';
import { clusterEventsQuery, clusterQuery, credentialsQuery, membersQuery } from '@/lib/queries/clusters';
import { listEvents } from '@/lib/services/clusters/events';
import { getCluster } from '@/lib/services/clusters/get';
import { contextFor } from '@/lib/services/context';
import { listCredentials } from '@/lib/services/credentials/list';
import { listMembers } from '@/lib/services/members/list';
import { ClusterView } from './_components/cluster-view';

interface Props {
  params: Promise<{ id: string }>;
}

/** Title and page ask for the same: once per request is enough. */
const load = cache(async (id: string) => {
  const ctx = contextFor(await requireUser());
  try {
    return await Promise.all([
      getCluster(ctx, { id }),
      listEvents(ctx, { id }),
      listCredentials(ctx, { clusterId: id }),
      listMembers(ctx, { clusterId: id }),
    ]);
  } catch (error) {
    if (error instanceof DomainError && error.code === 'not_found') notFound();
    throw error;
  }
});

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const [cluster] = await load((await params).id);
  return { title: cluster.name };
}

export default async function ClusterPage({ params }: Props) {
  const { id } = await params;
  const [cluster, events, credentials, members] = await load(id);
  const client = new QueryClient();
  client.setQueryData(clusterQuery(id).queryKey, cluster);
  client.setQueryData(clusterEventsQuery(id).queryKey, events);
  client.setQueryData(credentialsQuery(id).queryKey, credentials);
  client.setQueryData(membersQuery(id).queryKey, members);
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <ClusterView id={id} />
    </HydrationBoundary>
  );
}
