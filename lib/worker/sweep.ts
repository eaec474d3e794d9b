import { joined, many } from '../domain/words';
import type { ClusterRef } from '../providers/types';
import { allClusters, goneClusters, tellSwept } from '../repositories/cluster-status';
import type { Tools } from './tools';

/**
 * @returns looks for what carries this installation's label and belongs to no row: a worker that lost its lease may have made
 *   it last. What two looks in a row find, of a cluster that was deleted here, is removed; of one that this database never
 *   knew (it was restored, perhaps, from an older copy) nothing is touched. @throws when the host's engine does not answer
 */
export function createSweep(tools: Tools): () => Promise<void> {
  let suspects: readonly string[] = [];
  const told = new Set<string>();
  return async () => {
    const found = await tools.provider.clusters();
    const rows = found.length > 0 ? await allClusters(tools.db) : []; // asked second: a new row is made first
    const known = new Set(rows.map(({ id }) => id));
    const strays = found.filter((id) => !known.has(id));
    const sure = strays.filter((id) => suspects.includes(id));
    suspects = strays;
    if (sure.length === 0) return;
    const gone = new Set(await goneClusters(tools.db, sure));
    for (const id of sure) {
      if (gone.has(id)) await remove(tools, id);
      else if (!told.has(id)) tools.log.warn({ cluster: id }, 'a cluster on the host that this database does not know');
      told.add(id);
    }
  };
}

async function remove({ provider, log, db, now }: Tools, id: string): Promise<void> {
  const cluster: ClusterRef = { id, name: id, subnet: '' }; // names follow from the id alone
  const { network, segments } = await provider.observe(cluster);
  await Promise.all(segments.map(({ ordinal }) => provider.removeSegment({ cluster, ordinal })));
  if (network) await provider.removeNetwork(cluster);
  if (segments.length === 0 && !network) return; // another worker was faster
  await tellSwept(db, id, `What was left of it on the host is removed: ${remains(segments.length, network)}.`, now());
  log.warn({ cluster: id, segments: segments.length, network }, 'leftovers of a deleted cluster removed');
}

const remains = (segments: number, network: boolean) =>
  joined([...(segments > 0 ? [many(segments, 'segment')] : []), ...(network ? ['its network'] : [])]);
