import type { ReactNode } from 'react';
import { Button } from '@/components/button';
import { Card, Eyebrow } from '@/components/card';
import { CopyButton } from '@/components/copy-button';
import { SegmentBar } from '@/components/segment-bar';
import { Time } from '@/components/time';
import { whyMayNot } from '@/lib/domain/role';
import type { ClusterDto } from '@/lib/schemas/cluster';
import type { DialogName } from '../../_components/cluster-dialogs';
import { AutoscaleFact } from './autoscale-fact';

/** The cluster's settings and the facts one looks up. */
export function Overview({ cluster, onShow }: { cluster: ClusterDto; onShow: (dialog: DialogName) => void }) {
  return (
    <Card as="section" aria-label="Overview">
      <dl className="grid sm:grid-cols-2 lg:grid-cols-[1.2fr_1fr_1.8fr_1.2fr]">
        <Fact name="Segments">
          <SegmentCount cluster={cluster} onChange={() => onShow('scale')} />
        </Fact>
        <Fact name="Autoscale">
          <AutoscaleFact cluster={cluster} />
        </Fact>
        <Fact name="Endpoint">
          <div className="flex flex-wrap items-center gap-2">
            <code className="font-mono text-sm wrap-anywhere">{cluster.endpoint.url}</code>
            <CopyButton text={cluster.endpoint.url} what="the endpoint" />
          </div>
          {cluster.endpoint.ready ? null : <p className="mt-1 text-sm text-muted">Not open yet.</p>}
        </Fact>
        <Fact name="Docker engine">
          <p className="text-sm">{cluster.engineVersion ?? 'Not known yet'}</p>
          <p className="mt-1 text-sm text-muted">
            Since <Time at={cluster.createdAt} as="date" />
          </p>
        </Fact>
      </dl>
    </Card>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="border-line p-5 not-first:max-sm:border-t max-lg:nth-[n+3]:border-t sm:max-lg:even:border-l lg:not-first:border-l">
      <dt className="mb-2">
        <Eyebrow as="span">{name}</Eyebrow>
      </dt>
      <dd>{children}</dd>
    </div>
  );
}

function SegmentCount({ cluster, onChange }: { cluster: ClusterDto; onChange: () => void }) {
  const { segments, maxSegments, phase } = cluster;
  const reason = whyMayNot(cluster, 'operate');
  return (
    <div className="space-y-3">
      <SegmentBar {...cluster} />
      <div className="flex items-center justify-between gap-3">
        <span className="text-sm tabular-nums">
          {segments} of {Math.max(maxSegments, segments)}
        </span>
        <Button size="sm" disabled={phase === 'deleting' || reason !== undefined} title={reason} onClick={onChange}>
          Change…
        </Button>
      </div>
    </div>
  );
}
