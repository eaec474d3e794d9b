import type { ClusterRef, Provider } from '../providers/types';
import type { Members } from './types';

/** A cluster's members, as its provider reaches them. */
export const openMembers = (provider: Provider, cluster: ClusterRef): Members => ({
  cluster,
  engine: (ordinal) => provider.engine({ cluster, ordinal }),
  file: (ordinal, path) => provider.readFile({ cluster, ordinal }, path),
});
