'use client';

import dynamic from 'next/dynamic';
import { useQuery } from '@tanstack/react-query';
import { Badge, type Tone } from '@/components/badge';
import { Button } from '@/components/button';
import { Card } from '@/components/card';
import { Time } from '@/components/time';
import { credentialTitle } from '@/lib/domain/credential';
import { credentialsQuery } from '@/lib/queries/clusters';
import type { CredentialDto } from '@/lib/schemas/cluster';
import { useDialog } from '../../../_components/use-dialog';

const RevokeDialog = dynamic(() => import('./revoke-dialog').then((room) => room.RevokeDialog));

const tones: Record<CredentialDto['state'], Tone> = {
  active: 'good',
  pending: 'busy',
  expired: 'plain',
  revoked: 'bad',
};
const words: Record<CredentialDto['state'], string> = {
  active: 'active',
  pending: 'not downloaded yet',
  expired: 'expired',
  revoked: 'revoked',
};

const kinds: Record<CredentialDto['kind'], string> = {
  made: '',
  requested: 'Own key of',
  outside: 'Signed outside with the ca-key.pem of',
};

/** Who holds a key to this cluster, and until when. */
export function Credentials({ id }: { id: string }) {
  const { data: credentials = [] } = useQuery({ ...credentialsQuery(id), refetchInterval: 15_000 });
  return (
    <Card as="section" aria-labelledby="credentials">
      <h2 id="credentials" className="px-5 pt-5 pb-3 font-semibold">
        Credentials
      </h2>
      {credentials.length === 0 ? (
        <p className="px-5 pb-5 text-sm text-muted">None yet. Get Access makes one for you.</p>
      ) : (
        <ul className="pb-2">
          {credentials.map((credential) => (
            <Credential key={credential.id} clusterId={id} credential={credential} />
          ))}
        </ul>
      )}
    </Card>
  );
}

function Credential({ clusterId, credential }: { clusterId: string; credential: CredentialDto }) {
  const { kind, serial, email, createdAt, expiresAt, lastUsedAt, state, endsSoon } = credential;
  const { asked, open, show, onClose } = useDialog();
  const title = credentialTitle(credential);
  return (
    <li className="grid grid-cols-[minmax(0,1fr)_auto] items-start gap-x-3 gap-y-1 border-t border-line px-5 py-3 text-sm">
      <span className="font-medium wrap-anywhere">{title}</span>
      <Badge tone={endsSoon ? 'busy' : tones[state]}>{endsSoon ? 'ends soon' : words[state]}</Badge>
      <span className="col-span-2 text-muted wrap-anywhere">
        {kinds[kind]} {email}, <span className="font-mono">{serial.slice(0, 8)}…</span>,{' '}
        {kind === 'outside' ? 'first seen' : 'made'} <Time at={createdAt} />,{' '}
        {state === 'expired' ? 'ended' : 'good until'} <Time at={expiresAt} />
        {state === 'pending' ? null : lastUsedAt ? (
          <>
            , last used <Time at={lastUsedAt} />
          </>
        ) : (
          ', never used'
        )}
      </span>
      {state === 'active' || state === 'pending' ? (
        <Button size="sm" className="justify-self-start" aria-label={`Revoke ${title}`} onClick={show}>
          Revoke…
        </Button>
      ) : null}
      {asked ? <RevokeDialog {...{ clusterId, credential, open, onClose }} /> : null}
    </li>
  );
}
