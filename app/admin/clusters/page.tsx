import type { Metadata } from 'next';
import { Badge } from '@/components/badge';
import { PageHeader } from '@/components/page-header';
import { PhaseBadge } from '@/components/status';
import { Cell, Row, RowHead, Table } from '@/components/table';
import { Time } from '@/components/time';
import { requireAdminUser } from '@/lib/auth/require-user';
import { many } from '@/lib/domain/words';
import type { HeldClusterDto } from '@/lib/schemas/administration';
import { countEveryonesRepairs } from '@/lib/services/administration/count-repairs';
import { listEveryonesClusters } from '@/lib/services/administration/list-clusters';
import { contextFor } from '@/lib/services/context';
import { ClusterActs } from './_components/cluster-acts';
import { Fresh } from './_components/fresh';

export const metadata: Metadata = { title: 'All clusters' };

const columns = ['Cluster', 'Holder', 'Phase', 'Size', 'Address', 'Actions'];

export default async function EveryonesClustersPage() {
  const ctx = contextFor(await requireAdminUser());
  const [clusters, repairs] = await Promise.all([listEveryonesClusters(ctx), countEveryonesRepairs(ctx)]);
  return (
    <>
      <PageHeader title="All clusters" lead="Everybody’s. What you do to one is written into its log." />
      <Fresh />
      <Table caption="All clusters" columns={columns} empty="There are no clusters yet.">
        {clusters.map((cluster) => (
          <ClusterRow key={cluster.id} cluster={cluster} />
        ))}
      </Table>
      {repairs > 0 ? (
        <p className="mt-3 text-sm text-muted">
          {many(repairs, 'repair')} of what others changed on the host, and of what deleted clusters left there.
        </p>
      ) : null}
    </>
  );
}

function ClusterRow({ cluster }: { cluster: HeldClusterDto }) {
  const { name, holder, phase, reason, plan, segments, createdAt, endpoint } = cluster;
  return (
    <Row>
      <RowHead>
        {name}
        <span className="block font-normal text-muted">
          made <Time at={createdAt} />
        </span>
      </RowHead>
      <Cell name="Holder">
        {holder.email} {holder.disabled ? <Badge tone="bad">disabled</Badge> : null}
      </Cell>
      <Cell>
        <PhaseBadge phase={phase} />
        {reason ? <p className="mt-1.5 text-muted">{reason}</p> : null}
      </Cell>
      <Cell>
        {segments} × {plan}
      </Cell>
      <Cell name="Address">
        <span className="font-mono">{endpoint.url}</span>
        {endpoint.ready ? null : <span className="block text-muted">{endpoint.trouble ?? 'Not open yet.'}</span>}
      </Cell>
      <Cell>
        <ClusterActs cluster={cluster} />
      </Cell>
    </Row>
  );
}
