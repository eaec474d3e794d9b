import type { DemandSample } from '../../domain/demand';
import type { Plan } from '../../domain/plans';
import { openMembers } from '../../orchestrators/members';
import type { Usage } from '../../providers/types';
import type { AutoscaledRow } from '../../repositories/autoscale';
import type { Tools } from '../tools';

/** What the cluster is asked for and uses now. Undefined when not every segment is known: half a picture decides nothing. */
export async function sampleOf(
  tools: Tools,
  row: AutoscaledRow,
  usage: readonly Usage[],
  size: Plan,
): Promise<DemandSample | undefined> {
  const nodes = new Map(row.segmentRows.map(({ ordinal, nodeId }) => [ordinal, nodeId]));
  // One that does not answer is the reconciler's to mend.
  const demand = await tools.orchestrator.demand(openMembers(tools.provider, row), nodes).catch(() => undefined);
  const loads = demand?.segments.flatMap((segment) => {
    const use = usage.find(({ ordinal }) => ordinal === segment.ordinal);
    return use ? { ...segment, used: usedOf(use, size) } : [];
  });
  if (!demand || loads?.length !== row.segmentRows.length) return undefined;
  return { at: tools.now().getTime(), segments: loads, unready: demand.unready, waiting: demand.waiting };
}

const usedOf = ({ memoryBytes, cpuPercent }: Usage, { cpus }: Plan) => ({
  memoryBytes,
  cpus: (cpuPercent / 100) * cpus,
});
