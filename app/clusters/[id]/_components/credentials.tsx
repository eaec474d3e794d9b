'use client';

import { useQuery } from '@tanstack/react-query';
import { Badge, type Tone } from '@/components/badge';
import { Card } from '@/components/card';
import { Time } from '@/components/time';
import { credentialsQuery } from '@/lib/queries/clusters';
import type { CredentialDto } from '@/lib/schemas/cluster';

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
            <Credential key={credential.id} {...credential} />
          ))}
        </ul>
      )}
    </Card>
  );
}

function Credential({ serial, email, createdAt, expiresAt, lastUsedAt, state }: CredentialDto) {
  return (
    <li className="grid grid-cols-[minmax(0,1fr)_auto] items-start gap-x-3 gap-y-0.5 border-t border-line px-5 py-3 text-sm">
      <span className="wrap-anywhere">{email}</span>
      <Badge tone={tones[state]}>{words[state]}</Badge>
      <span className="col-span-2 text-muted">
        <span className="font-mono" title={serial}>
          {serial.slice(0, 8)}…
        </span>{' '}
        made <Time at={createdAt} />, {state === 'expired' ? 'ended' : 'good until'} <Time at={expiresAt} as="date" />
        {state === 'pending' ? null : lastUsedAt ? (
          <>
            , last used <Time at={lastUsedAt} />
          </>
        ) : (
          ', never used'
        )}
      </span>
    </li>
  );
}
