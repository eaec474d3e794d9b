'use client';

import { useQuery } from '@tanstack/react-query';
import { Card } from '@/components/card';
import { whyMayNot } from '@/lib/domain/role';
import { membersQuery } from '@/lib/queries/clusters';
import type { ClusterDto } from '@/lib/schemas/cluster';
import { InviteForm } from './invite-form';
import { LeaveButton } from './leave-button';
import { Member } from './member';

/** Who may do what with this cluster. Owners change it; everybody else sees it, and may leave. */
export function People({ cluster }: { cluster: ClusterDto }) {
  const { data: members = [] } = useQuery({ ...membersQuery(cluster.id), refetchInterval: 30_000 });
  const reason = whyMayNot(cluster, 'share');
  return (
    <Card as="section" aria-labelledby="people">
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 px-5 pt-5 pb-3">
        <h2 id="people" className="font-semibold">
          People
        </h2>
        {cluster.shared ? <LeaveButton cluster={cluster} /> : null}
      </div>
      <ul>
        {members.map((member) => (
          <Member key={member.userId} {...{ cluster, member }} mayChange={!reason && !member.holder} />
        ))}
      </ul>
      <div className="border-t border-line p-5">
        {reason ? <p className="text-sm text-muted">{reason}</p> : <InviteForm cluster={cluster} />}
      </div>
    </Card>
  );
}
