import { queryOptions } from '@tanstack/react-query';
import type { AutoscaleHistoryDto, ClusterDetailDto, ClusterDto, CredentialDto, EventDto } from '../schemas/cluster';
import type { MemberDto } from '../schemas/member';
import { appendEvent } from './append-event';
import { fetchJson } from './fetch-json';

/** Every query about clusters begins with this, so that all of them can be invalidated at once. */
export const clustersKey = ['clusters'] as const;

const one = (id: string) => `/api/clusters/${encodeURIComponent(id)}`;

export const clusterListQuery = () =>
  queryOptions({
    queryKey: [...clustersKey, 'list'],
    queryFn: ({ signal }) => fetchJson<ClusterDto[]>('/api/clusters', signal),
  });

export const clusterQuery = (id: string) =>
  queryOptions({
    queryKey: [...clustersKey, 'detail', id],
    queryFn: ({ signal }) => fetchJson<ClusterDetailDto>(one(id), signal),
  });

/** Oldest first. What the live feed added while the answer was on its way stays. */
export const clusterEventsQuery = (id: string) =>
  queryOptions({
    queryKey: [...clustersKey, 'events', id],
    queryFn: async ({ signal, client, queryKey }): Promise<EventDto[]> => {
      const answer = await fetchJson<EventDto[]>(`${one(id)}/events`, signal);
      return (client.getQueryData<EventDto[]>(queryKey) ?? []).reduce(appendEvent, answer);
    },
  });

export const autoscaleHistoryQuery = (id: string) =>
  queryOptions({
    queryKey: [...clustersKey, 'autoscale', id],
    queryFn: ({ signal }) => fetchJson<AutoscaleHistoryDto>(`${one(id)}/autoscale`, signal),
  });

export const credentialsQuery = (id: string) =>
  queryOptions({
    queryKey: [...clustersKey, 'credentials', id],
    queryFn: ({ signal }) => fetchJson<CredentialDto[]>(`${one(id)}/credentials`, signal),
  });

export const membersQuery = (id: string) =>
  queryOptions({
    queryKey: [...clustersKey, 'members', id],
    queryFn: ({ signal }) => fetchJson<MemberDto[]>(`${one(id)}/members`, signal),
  });
