'use client';

import Link from 'next/link';
import { useRouter } from 'next/navigation';
import type { OwnCredentialDto } from '@/lib/schemas/cluster';
import { Credential } from '../../clusters/[id]/_components/credential';

/** The person's credentials of all clusters. */
export function OwnCredentials({ credentials }: { credentials: OwnCredentialDto[] }) {
  const router = useRouter();
  if (credentials.length === 0)
    return <p className="text-muted">None. Get Access on a cluster’s page makes one for you.</p>;
  return (
    <ul className="-mx-5 sm:-mx-6 sm:*:px-6">
      {credentials.map((credential) => (
        <Credential
          key={credential.id}
          clusterId={credential.cluster.id}
          {...{ credential, place: <Place cluster={credential.cluster} />, onRevoked: () => router.refresh() }}
        />
      ))}
    </ul>
  );
}

function Place({ cluster: { id, name, holder, shared, open } }: Pick<OwnCredentialDto, 'cluster'>) {
  return (
    <>
      {open ? (
        <Link href={`/clusters/${id}`} className="text-link underline">
          {name}
        </Link>
      ) : (
        name
      )}
      <span className="text-muted">
        {shared ? ` of ${holder}` : ''}
        {open ? '' : ', no longer shared with you'}
      </span>
    </>
  );
}
