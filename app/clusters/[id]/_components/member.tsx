'use client';

import dynamic from 'next/dynamic';
import { useQueryClient } from '@tanstack/react-query';
import { Badge } from '@/components/badge';
import { Button } from '@/components/button';
import { Select } from '@/components/select';
import { Time } from '@/components/time';
import { clustersKey, membersQuery } from '@/lib/queries/clusters';
import type { ClusterDto } from '@/lib/schemas/cluster';
import type { MemberDto } from '@/lib/schemas/member';
import { FailureNotice } from '../../../_components/failure';
import { useAct } from '../../../_components/use-act';
import { useDialog } from '../../../_components/use-dialog';
import { changeRoleAction } from '../actions';
import { roleChoices } from './role-choices';

const LowerDialog = dynamic(() => import('./lower-dialog').then((room) => room.LowerDialog));
const RemoveDialog = dynamic(() => import('./remove-dialog').then((room) => room.RemoveDialog));

interface MemberProps {
  cluster: ClusterDto;
  member: MemberDto;
  mayChange: boolean;
}

/** One person: who they are, what they may do, and since when. */
export function Member({ cluster, member, mayChange }: MemberProps) {
  const { email, role, holder, self, disabled, since, invitedBy } = member;
  return (
    <li className="grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-3 gap-y-2 border-t border-line px-5 py-3 text-sm">
      <span className="min-w-0">
        <span className="font-medium wrap-anywhere">{email}</span>
        {self ? <span className="text-muted"> (you)</span> : null}
        <span className="block text-muted wrap-anywhere">
          {holder ? 'made this cluster' : 'member since'} <Time at={since} as="date" />
          {invitedBy ? `, invited by ${invitedBy}` : ''}
        </span>
      </span>
      <span className="flex flex-wrap justify-end gap-1">
        {disabled ? <Badge tone="bad">disabled</Badge> : null}
        {mayChange ? null : <Badge>{role}</Badge>}
      </span>
      {mayChange ? <MemberControls cluster={cluster} member={member} /> : null}
    </li>
  );
}

/** Another role at once, where nothing is lost by it; what revokes credentials asks first. */
function MemberControls({ cluster, member }: Omit<MemberProps, 'mayChange'>) {
  const client = useQueryClient();
  const { run, pending, error } = useAct(changeRoleAction);
  const [lower, remove] = [useDialog(), useDialog()];
  const { userId, email, role } = member;
  /** What would be lost may have changed since the list was read. */
  const ask = (show: () => void) => {
    void client.invalidateQueries({ queryKey: membersQuery(cluster.id).queryKey });
    show();
  };
  const change = async (wanted: MemberDto['role']) => {
    if (wanted === 'viewer') return ask(lower.show);
    if (await run({ clusterId: cluster.id, userId, role: wanted }))
      void client.invalidateQueries({ queryKey: clustersKey });
  };
  return (
    <div className="col-span-2 flex flex-wrap items-end gap-2">
      <Select
        {...{ label: `Role of ${email}`, options: roleChoices, value: role, onChange: change, disabled: pending }}
        className="min-w-0 grow wrap-anywhere"
      />
      <Button aria-label={`Remove ${email}`} className="min-h-11" onClick={() => ask(remove.show)}>
        Remove…
      </Button>
      <FailureNotice error={error} />
      {lower.asked ? <LowerDialog {...{ cluster, member, open: lower.open, onClose: lower.onClose }} /> : null}
      {remove.asked ? <RemoveDialog {...{ cluster, member, open: remove.open, onClose: remove.onClose }} /> : null}
    </div>
  );
}
