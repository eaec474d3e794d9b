import { allClusters, type KnownCluster } from '../repositories/cluster-status';
import { appendEvent, driftStep } from '../repositories/events';
import type { Tools } from './tools';

/**
 * @param suspects clusters that something happened to since the last look; taken out as they are looked at
 * @returns puts right what others changed about the suspects on the host; at the first call, about all: nobody watched before
 */
export function createDriftMender(tools: Tools, suspects: Set<string>): () => Promise<void> {
  let first = true;
  return async () => {
    if (!first && suspects.size === 0) return;
    const rows = (await allClusters(tools.db)).filter(({ id }) => first || suspects.has(id));
    suspects.clear();
    first = false;
    for (const row of rows) await mend(tools, row, suspects);
  };
}

async function mend({ db, provider, log, now }: Tools, cluster: KnownCluster, suspects: Set<string>): Promise<void> {
  try {
    const done = await provider.mend(cluster);
    for (const message of done)
      await appendEvent(db, { cluster, step: driftStep, level: 'warning', message, at: now() });
    if (done.length > 0) log.warn({ cluster: cluster.id, repairs: done.length }, 'drift repaired');
  } catch (error) {
    suspects.add(cluster.id);
    log.warn({ err: error, cluster: cluster.id }, 'could not look for drift');
  }
}
