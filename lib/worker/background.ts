import { setTimeout as sleep } from 'node:timers/promises';
import { createAutoscaler } from './autoscale/autoscaler';
import { sampleBelongings } from './belongings';
import { wake } from '../repositories/cluster-status';
import { createDriftMender } from './drift';
import { onDuty } from './duty';
import { forgetOld, sampleHost, sampleUsage } from './sampler';
import { finishDeletions } from '../services/accounts/finish-deletions';
import { createSweep } from './sweep';
import type { Tools } from './tools';

const hostMs = 10_000;
const hourMs = 3_600_000;

/** Runs `work` every `everyMs` until `stop`; an error is logged and the next turn comes all the same. */
async function every(tools: Tools, name: string, everyMs: number, stop: AbortSignal, work: () => Promise<void>) {
  while (!stop.aborted) {
    await work().catch((error: unknown) => tools.log.warn({ err: error }, `${name} failed`));
    await sleep(everyMs, undefined, { signal: stop }).catch(() => undefined);
  }
}

/** Everything a worker does beside reconciling: what one does for all of them, and the engine's events. */
export async function runBackground(tools: Tools, stop: AbortSignal): Promise<void> {
  const suspects = new Set<string>();
  const onChange = (clusterId: string) => {
    suspects.add(clusterId);
    void wake(tools.db, clusterId, tools.now()).catch((error: unknown) =>
      tools.log.warn({ err: error }, 'wake failed'),
    );
  };
  await Promise.all([
    onDuty(tools, stop, (signal) => runDuties(tools, suspects, signal)),
    tools.provider.watch(onChange, stop),
  ]);
}

/** Use, host, retention and the like. Each tenure begins anew: what was remembered of the one before is old. */
async function runDuties(tools: Tools, suspects: Set<string>, stop: AbortSignal): Promise<void> {
  const autoscale = createAutoscaler(tools);
  const sample = async () => autoscale(await sampleUsage(tools));
  await Promise.all([
    every(tools, 'sampling use', tools.times.autoscale.sample, stop, sample),
    every(tools, 'looking at the host', hostMs, stop, () => sampleHost(tools)),
    every(tools, 'looking at what would be lost', tools.times.autoscale.sample, stop, () => sampleBelongings(tools)),
    every(tools, 'sweeping', tools.times.sweep, stop, createSweep(tools)),
    every(tools, 'mending drift', tools.times.sweep, stop, createDriftMender(tools, suspects)),
    every(tools, 'deleting accounts', tools.times.sweep, stop, () => finishDeletions(tools)),
    every(tools, 'retention', hourMs, stop, () => forgetOld(tools)),
  ]);
}
