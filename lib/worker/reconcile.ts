import { isDeepStrictEqual } from 'node:util';
import { observedPhase } from '../domain/phase';
import { plan } from '../domain/plan';
import type { Step } from '../domain/step';
import { many } from '../domain/words';
import {
  removeRow,
  workerRow,
  writeProgress,
  type SegmentStatus,
  type Status,
  type WorkerEvent,
  type WorkerRow,
} from '../repositories/cluster-status';
import type { Lease } from '../repositories/leases';
import { keptOf } from '../repositories/ordinals';
import { sampleBelongingsOf } from './belongings';
import { failure } from './failure';
import { observe, type Observation } from './observe';
import { Pass } from './pass';
import type { Tools } from './tools';

/**
 * Brings one cluster to its spec: look, plan, run, look again, until nothing is left to do. Writes status, segments and
 * events as it goes. Errors are written too: a pass never throws but for a lost lease.
 */
export async function reconcile(tools: Tools, lease: Lease, stop: AbortSignal): Promise<void> {
  const pass = new Pass(tools, stop);
  let row = await workerRow(tools.db, lease.clusterId);
  let last: Step | undefined;
  let moved = false;
  try {
    while (row && !stop.aborted) {
      moved ||= row.phase !== 'active' || row.reason !== null;
      const start = pass.starter(row);
      const observation = await observe(tools, row, pass.silent);
      const steps = plan(desiredOf(row), observation.seen);
      // What is to be done begins while what was seen is written: a write waits for the disk.
      pass.keepWaiting(steps);
      steps.forEach(start);
      await writeObservation(tools, lease, row, observation, pass);
      if (steps.length === 0 && !pass.busy) return await finish(tools, lease, row, moved);
      const ended = await pass.next();
      const failed = ended.find(({ error }) => error !== undefined);
      last = failed?.step ?? ended.at(-1)?.step ?? last;
      if (failed) throw failed.error;
      row = await freshRow(tools, row, pass);
    }
    await pass.settle();
    // What was done before the worker was stopped is told all the same.
    if (row) await writeProgress(tools.db, lease, row.ownerId, { events: pass.events, over: true });
  } catch (error) {
    await pass.settle();
    if (row) await failure(tools, lease, row, { error, step: last, events: pass.events });
  }
}

const desiredOf = (row: WorkerRow) => ({
  deleted: row.deletedAt !== null,
  kept: keptOf(row),
  revision: row.rebuild,
  born: row.activeAt !== null,
});

/** The row as it stands now; when its spec changed, only after the steps for the old one are over. */
async function freshRow(tools: Tools, row: WorkerRow, pass: Pass) {
  const fresh = await workerRow(tools.db, row.id);
  if (fresh?.generation !== row.generation) await pass.settle();
  return fresh;
}

async function writeObservation(
  tools: Tools,
  lease: Lease,
  row: WorkerRow,
  { seen, segments }: Observation,
  pass: Pass,
) {
  const joined = new Set(segments.filter(({ nodeId }) => nodeId !== null).map(({ ordinal }) => ordinal));
  const settled = row.observedGeneration === row.generation;
  const phase = observedPhase({ ...desiredOf(row), settled, joined, seen: seen.segments });
  const leader = segments.find(({ ordinal }) => ordinal === seen.leader);
  const status: Status = {
    engineVersion: leader?.engineVersion ?? row.engineVersion,
    // An error stays on the page until a pass has got through, or the person asked for something new.
    ...(row.phase === 'error' && row.attemptedGeneration === row.generation ? {} : { phase }),
  };
  const events = pass.events.splice(0);
  if (events.length > 0 || isNew(row, status, segments))
    await writeProgress(tools.db, lease, row.ownerId, { status, segments, events });
}

/** Whether the row says something else. A cluster at rest is looked at every 30 s, and the same again is not written. */
function isNew(row: WorkerRow, status: Status, segments: readonly SegmentStatus[]): boolean {
  const known = row.segmentRows.map(({ ordinal, name, address, role, state, engineVersion, nodeId }) => {
    return { ordinal, name, address, role, state, engineVersion, nodeId };
  });
  const { phase = row.phase, engineVersion } = status;
  return phase !== row.phase || engineVersion !== row.engineVersion || !isDeepStrictEqual(known, segments);
}

/** Nothing is left to do. `moved`: the cluster was something else than active at some time of the pass. */
async function finish(tools: Tools, lease: Lease, row: WorkerRow, moved: boolean) {
  if (row.deletedAt) return removeRow(tools.db, lease, row.ownerId, `${row.name} is gone.`);
  if (moved) await sampleBelongingsOf(tools, row);
  const now = tools.now();
  const status: Status = {
    phase: 'active',
    reason: null,
    observedGeneration: row.generation,
    attemptedGeneration: row.generation,
    attempts: 0,
    nextReconcileAt: new Date(now.getTime() + tools.times.resync),
    ...(row.activeAt ? {} : { activeAt: now }),
  };
  await writeProgress(tools.db, lease, row.ownerId, { status, events: arrival(row, moved, now), over: true });
}

/** Says that the cluster is (again) what was asked for; silent when it was all along. */
function arrival(row: WorkerRow, moved: boolean, at: Date): WorkerEvent[] {
  const active = { at, step: 'phase', message: `${row.name} is active with ${many(row.segments, 'segment')}.` };
  if (row.activeAt) return moved ? [active] : [];
  const endpoint = { at, step: 'endpoint', message: `Endpoint on port ${row.gatewayPort} ready.` };
  return [endpoint, { ...active, durationMs: at.getTime() - row.createdAt.getTime() }];
}
