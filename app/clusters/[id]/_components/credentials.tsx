'use client';

import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Card } from '@/components/card';
import { may, whyMayNot } from '@/lib/domain/role';
import { credentialsQuery } from '@/lib/queries/clusters';
import type { ClusterDto } from '@/lib/schemas/cluster';
import { Credential } from './credential';

/** Who holds a key to this cluster, and until when: everybody's for owners, else one's own. */
export function Credentials({ cluster }: { cluster: ClusterDto }) {
  const client = useQueryClient();
  const query = credentialsQuery(cluster.id);
  const { data: credentials = [] } = useQuery({ ...query, refetchInterval: 15_000 });
  return (
    <Card as="section" aria-labelledby="credentials">
      <h2 id="credentials" className="px-5 pt-5 pb-3 font-semibold">
        {may(cluster.role, 'keys') ? 'Credentials' : 'Your credentials'}
      </h2>
      {credentials.length === 0 ? (
        <p className="px-5 pb-5 text-sm text-muted">
          {whyMayNot(cluster, 'access') ?? 'None yet. Get Access makes one for you.'}
        </p>
      ) : (
        <ul className="pb-2">
          {credentials.map((credential) => (
            <Credential
              key={credential.id}
              {...{ clusterId: cluster.id, credential }}
              onRevoked={() => void client.invalidateQueries({ queryKey: query.queryKey })}
            />
          ))}
        </ul>
      )}
    </Card>
  );
}
