'use client';

import { useEffect } from 'react';
import { useRouter } from 'next/navigation';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Notice } from '@/components/notice';
import { isMoving } from '@/components/status';
import { clusterEventsQuery, clusterListQuery, clusterQuery } from '@/lib/queries/clusters';
import { ApiError } from '@/lib/queries/fetch-json';
import { useClusterDialogs } from '../../_components/cluster-dialogs';
import { useRefetchInterval } from '../../_components/live';
import { PhaseAnnouncer } from '../../_components/phase-announcer';
import { isStuck, Reason } from '../../_components/reason';
import { AutoscaleHistory } from './autoscale-history';
import { ClusterHeader } from './cluster-header';
import { Credentials } from './credentials';
import { EventLog } from './event-log';
import { Overview } from './overview';
import { People } from './people';
import { Progress } from './progress';
import { Segments } from './segments';

/** CPU and memory are sampled by the worker; fresher than this nobody needs them. */
const usageMs = 10_000;

/** Everything about one cluster, until it is gone. */
export function ClusterView({ id }: { id: string }) {
  const router = useRouter();
  const client = useQueryClient();
  const refetchInterval = useRefetchInterval();
  const { data: cluster, error } = useQuery({
    ...clusterQuery(id),
    refetchInterval: Math.min(refetchInterval, usageMs),
  });
  const { data: events = [] } = useQuery({ ...clusterEventsQuery(id), refetchInterval });
  const { show, dialogs } = useClusterDialogs(cluster);

  const gone = error instanceof ApiError && error.status === 404;
  useEffect(() => {
    if (!gone) return;
    void client.invalidateQueries({ queryKey: clusterListQuery().queryKey });
    router.replace('/clusters');
  }, [gone, client, router]);

  if (!cluster) return null;
  if (gone)
    return (
      <Notice tone="success" role="status">
        {cluster.name} is gone{cluster.shared ? ', or no longer shared with you' : ''}. Going back to your clusters…
      </Notice>
    );
  return (
    <>
      <ClusterHeader cluster={cluster} onShow={show} />
      <div className="space-y-5">
        {cluster.notices.map((notice) => (
          <Notice key={notice}>{notice}</Notice>
        ))}
        {error ? (
          <Notice tone="warning" role="status">
            Puppis does not answer just now. What you see is the last that was known; this page goes on trying.
          </Notice>
        ) : null}
        {isMoving(cluster.phase) && !isStuck(cluster) ? (
          <Progress cluster={cluster} events={events} />
        ) : (
          <Reason cluster={cluster} onShow={show} />
        )}
        <Overview cluster={cluster} onShow={show} />
        <Segments cluster={cluster} />
        {cluster.autoscale ? <AutoscaleHistory cluster={cluster} /> : null}
        <div className="grid items-start gap-5 lg:grid-cols-2">
          <EventLog events={events} repairs={cluster.repairs} />
          <div className="grid gap-5">
            <People cluster={cluster} />
            <Credentials cluster={cluster} />
          </div>
        </div>
      </div>
      <PhaseAnnouncer clusters={[cluster]} />
      {dialogs}
    </>
  );
}
