'use client';

import type { ReactNode } from 'react';
import dynamic from 'next/dynamic';
import { Badge } from '@/components/badge';
import { Button } from '@/components/button';
import { Time } from '@/components/time';
import { credentialTitle } from '@/lib/domain/credential';
import type { CredentialDto } from '@/lib/schemas/cluster';
import { stateTones, stateWords } from '../../../_components/credential-states';
import { useDialog } from '../../../_components/use-dialog';

const RevokeDialog = dynamic(() => import('./revoke-dialog').then((room) => room.RevokeDialog));

const kinds: Record<CredentialDto['kind'], string> = {
  made: '',
  requested: 'Own key of',
  outside: 'Signed outside with the ca-key.pem of',
};

interface CredentialProps {
  clusterId: string;
  credential: CredentialDto;
  /** Where it is for, on a list over all clusters. */
  place?: ReactNode;
  onRevoked: () => void;
}

/** One credential, as an item of a list. */
export function Credential({ clusterId, credential, place, onRevoked }: CredentialProps) {
  const { kind, serial, email, createdAt, expiresAt, state, endsSoon } = credential;
  const { asked, open, show, onClose } = useDialog();
  const title = credentialTitle(credential);
  return (
    <li className="grid grid-cols-[minmax(0,1fr)_auto] items-start gap-x-3 gap-y-1 border-t border-line px-5 py-3 text-sm">
      <span className="font-medium wrap-anywhere">{title}</span>
      <Badge tone={endsSoon ? 'busy' : stateTones[state]}>{endsSoon ? 'ends soon' : stateWords[state]}</Badge>
      {place ? <span className="col-span-2 wrap-anywhere">{place}</span> : null}
      <span className="col-span-2 text-muted wrap-anywhere">
        {kinds[kind]} {email}, <span className="font-mono">{serial.slice(0, 8)}…</span>,{' '}
        {kind === 'outside' ? 'first seen' : 'made'} <Time at={createdAt} />,{' '}
        {state === 'expired' ? 'ended' : 'good until'} <Time at={expiresAt} />
        <LastUse credential={credential} />
      </span>
      {state === 'blocked' ? <span className="col-span-2">{whyBlocked(kind)}</span> : null}
      {state === 'expired' || state === 'revoked' ? null : (
        <Button size="sm" className="justify-self-start" aria-label={`Revoke ${title}`} onClick={show}>
          Revoke…
        </Button>
      )}
      {asked ? <RevokeDialog {...{ clusterId, credential, open, onClose, onRevoked }} /> : null}
    </li>
  );
}

const whyBlocked = (kind: CredentialDto['kind']) =>
  kind === 'outside'
    ? 'Refused: somebody who is no owner any more has ca-key.pem. Rotating the CA ends what was signed with it.'
    : 'Refused while the account is disabled or the cluster is being deleted.';

function LastUse({ credential: { state, lastUsedAt, lastUsedFrom } }: { credential: CredentialDto }) {
  if (state === 'pending') return null;
  if (!lastUsedAt) return ', never used';
  return (
    <>
      , last used <Time at={lastUsedAt} />
      {lastUsedFrom ? (
        <>
          {' '}
          from <span className="font-mono">{lastUsedFrom}</span>
        </>
      ) : null}
    </>
  );
}
