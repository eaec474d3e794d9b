import { queryOptions } from '@tanstack/react-query';
import type { ClusterDto, CredentialDto, EventDto } from '../schemas/cluster';
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
    queryFn: ({ signal }) => fetchJson<ClusterDto>(one(id), signal),
  });

/** Oldest first. */
export const clusterEventsQuery = (id: string) =>
  queryOptions({
    queryKey: [...clustersKey, 'events', id],
    queryFn: ({ signal }) => fetchJson<EventDto[]>(`${one(id)}/events`, signal),
  });

export const credentialsQuery = (id: string) =>
  queryOptions({
    queryKey: [...clustersKey, 'credentials', id],
    queryFn: ({ signal }) => fetchJson<CredentialDto[]>(`${one(id)}/credentials`, signal),
  });
