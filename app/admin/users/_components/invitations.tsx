'use client';

import { useState } from 'react';
import { Badge } from '@/components/badge';
import { Button } from '@/components/button';
import { Time } from '@/components/time';
import type { InvitationDto, InvitationLinkDto } from '@/lib/schemas/invitation';
import { FailureNotice } from '../../../_components/failure';
import { useAct } from '../../../_components/use-act';
import { ActButton } from '../../_components/act-button';
import { Cell, Row, RowHead, Table } from '@/components/table';
import { renewInvitationAction, withdrawInvitationAction } from '../actions';
import { InvitationLink } from './invitation-link';

const columns = ['E-mail', 'Role', 'Invited by', 'Good until', 'Invitation'];

/** Who is invited and has not come yet. */
export function Invitations({ invitations }: { invitations: InvitationDto[] }) {
  const { run, pending, error } = useAct(renewInvitationAction);
  const [link, setLink] = useState<InvitationLinkDto>();
  const renew = async (id: string) => {
    const answer = await run({ id });
    setLink(answer?.data);
  };
  return (
    <div className="space-y-4">
      <FailureNotice error={error} />
      {link && !pending ? <InvitationLink link={link} /> : null}
      <Table caption="Invitations" columns={columns} empty="Nobody is invited at the moment.">
        {invitations.map((invitation) => (
          <Row key={invitation.id}>
            <RowHead>{invitation.email}</RowHead>
            <Cell>{invitation.role === 'admin' ? 'Administrator' : 'Member'}</Cell>
            <Cell name="Invited by">{invitation.invitedBy}</Cell>
            <Cell name="Good until">
              <Time at={invitation.expiresAt} />{' '}
              {invitation.state === 'open' ? null : <Over state={invitation.state} />}
            </Cell>
            <Cell>
              <div className="flex flex-wrap gap-2">
                <Button
                  size="sm"
                  blocked={pending}
                  aria-label={`Renew the invitation of ${invitation.email}`}
                  onClick={() => void renew(invitation.id)}
                >
                  Renew
                </Button>
                <ActButton
                  action={withdrawInvitationAction}
                  input={{ id: invitation.id }}
                  label={`Withdraw the invitation of ${invitation.email}`}
                >
                  Withdraw
                </ActButton>
              </div>
            </Cell>
          </Row>
        ))}
      </Table>
    </div>
  );
}

const Over = ({ state }: { state: 'expired' | 'orphaned' }) => (
  <Badge tone="bad">{state === 'expired' ? 'expired' : 'its maker is no administrator'}</Badge>
);
