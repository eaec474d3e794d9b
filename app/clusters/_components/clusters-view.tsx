'use client';

import { useQuery } from '@tanstack/react-query';
import { ButtonLink } from '@/components/button-link';
import { Notice } from '@/components/notice';
import { PageHeader } from '@/components/page-header';
import { clusterListQuery } from '@/lib/queries/clusters';
import { AddTile } from './add-tile';
import { ClusterCard } from './cluster-card';
import { FirstVisit } from './first-visit';
import { useRefetchInterval } from './live';
import { PhaseAnnouncer } from './phase-announcer';

/** All of the person's clusters, and those shared with them. `maxClusters` is their limit. */
export function ClustersView({ maxClusters }: { maxClusters: number }) {
  const { data: clusters, isError } = useQuery({ ...clusterListQuery(), refetchInterval: useRefetchInterval() });
  if (!clusters) return null;
  if (clusters.length === 0) return <FirstVisit />;
  const own = clusters.filter(({ shared }) => !shared).length;
  const shared = clusters.length - own;
  const full = own >= maxClusters;
  return (
    <>
      <PageHeader
        title="Clusters"
        lead={`${own} of ${maxClusters} in use${shared > 0 ? `, ${shared} shared with you` : ''}`}
        actions={
          full ? null : (
            <ButtonLink variant="primary" href="/clusters/new">
              Create cluster
            </ButtonLink>
          )
        }
      />
      {isError ? (
        <Notice tone="warning" role="status" className="mb-4">
          Puppis does not answer just now. What you see is the last that was known; this page goes on trying.
        </Notice>
      ) : null}
      <ul className="grid gap-5 sm:grid-cols-2 lg:grid-cols-3">
        {clusters.map((cluster) => (
          <ClusterCard key={cluster.id} cluster={cluster} />
        ))}
        <AddTile maxClusters={maxClusters} full={full} />
      </ul>
      <PhaseAnnouncer clusters={clusters} />
    </>
  );
}
