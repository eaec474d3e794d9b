'use client';

import { useId, type ReactNode } from 'react';
import Link from 'next/link';
import { Button } from '@/components/button';
import { Card, Eyebrow } from '@/components/card';
import { Hint } from '@/components/hint';
import { Icon } from '@/components/icon';
import { SegmentBar } from '@/components/segment-bar';
import { PhaseBadge } from '@/components/status';
import { gib } from '@/lib/domain/plans';
import type { ClusterDto } from '@/lib/schemas/cluster';
import { whyNoAccess } from './access';
import { AutoscaleSwitch } from './autoscale-switch';
import { useClusterDialogs } from './cluster-dialogs';
import { ClusterMenu } from './cluster-menu';
import { Reason } from './reason';
import { SharedBy } from './shared-by';

/** One cluster at a glance, and everything that is done often with it. */
export function ClusterCard({ cluster }: { cluster: ClusterDto }) {
  const { show, dialogs } = useClusterDialogs(cluster);
  return (
    <Card as="li" className="flex flex-col">
      <div className="flex items-start justify-between gap-2 p-5 pb-4">
        <div className="min-w-0">
          <Eyebrow>Docker Swarm cluster</Eyebrow>
          <h2 className="mt-1 text-lg font-semibold wrap-anywhere">
            <Link href={`/clusters/${cluster.id}`} className="hover:text-link hover:underline">
              {cluster.name}
            </Link>
          </h2>
          <SharedBy cluster={cluster} />
        </div>
        <div className="-mt-1.5 -mr-2">
          <ClusterMenu cluster={cluster} onShow={show} />
        </div>
      </div>
      <div className="grow space-y-4 border-t border-line px-5 py-4">
        <Segments cluster={cluster} />
        <dl className="grid grid-cols-2 gap-4">
          <Fact name="Autoscale">
            <AutoscaleSwitch cluster={cluster} />
          </Fact>
          <Fact name="Status">
            <span className="flex min-h-8 items-center">
              <PhaseBadge phase={cluster.phase} />
            </span>
          </Fact>
        </dl>
        <Reason cluster={cluster} onShow={show} />
      </div>
      <Access cluster={cluster} onGet={() => show('access')} />
      {dialogs}
    </Card>
  );
}

function Segments({ cluster }: { cluster: ClusterDto }) {
  const { segments, maxSegments, plan } = cluster;
  return (
    <div>
      <div className="mb-2 flex items-center justify-between gap-2">
        <span className="flex items-center gap-0.5">
          <Eyebrow>Segments</Eyebrow>
          <Hint about="segments">
            Each segment is a Docker node: an engine of its own with {plan.cpus} vCPU and {gib(plan.memoryBytes)}.
          </Hint>
        </span>
        <span className="text-sm text-muted tabular-nums">
          {segments} of {Math.max(maxSegments, segments)}
        </span>
      </div>
      <SegmentBar {...cluster} />
    </div>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt className="mb-1">
        <Eyebrow as="span">{name}</Eyebrow>
      </dt>
      <dd>{children}</dd>
    </div>
  );
}

function Access({ cluster, onGet }: { cluster: ClusterDto; onGet: () => void }) {
  const id = useId();
  const reason = whyNoAccess(cluster);
  return (
    <div className="p-5 pt-1">
      {reason ? (
        <p id={id} className="mb-2 text-center text-xs text-muted">
          {reason}
        </p>
      ) : null}
      <Button
        variant="primary"
        className="w-full"
        blocked={reason !== undefined}
        aria-describedby={reason ? id : undefined}
        onClick={onGet}
      >
        <Icon name="key" /> Get Access<span className="sr-only"> to {cluster.name}</span>
      </Button>
    </div>
  );
}
