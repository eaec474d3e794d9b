import { setTimeout as sleep } from 'node:timers/promises';
import { observedPhase } from '../domain/phase';
import { plan, stepKey, type Step } from '../domain/plan';
import {
  removeRow,
  workerRow,
  writeProgress,
  type Status,
  type WorkerEvent,
  type WorkerRow,
} from '../repositories/cluster-status';
import type { Lease } from '../repositories/leases';
import { failure } from './failure';
import { observe, type Observation } from './observe';
import { perform } from './steps';
import type { Tools } from './tools';

interface Ended {
  step: Step;
  error?: unknown;
}

/** The steps under way of one pass, and what they have to say since the last write. */
class Pass {
  private readonly running = new Map<string, Promise<Ended>>();
  private waits = new AbortController();
  events: WorkerEvent[] = [];

  constructor(
    private readonly tools: Tools,
    private readonly stop: AbortSignal,
  ) {}

  get busy() {
    return this.running.size > 0;
  }

  start(row: WorkerRow, step: Step) {
    const key = stepKey(step);
    if (!this.running.has(key))
      this.running.set(
        key,
        this.run(row, step).finally(() => this.running.delete(key)),
      );
  }

  private async run(row: WorkerRow, step: Step): Promise<Ended> {
    const begun = this.tools.now().getTime();
    try {
      const message = await perform(this.tools, row, step, AbortSignal.any([this.stop, this.waits.signal]));
      const at = this.tools.now();
      this.events.push({ at, step: step.do, message, durationMs: at.getTime() - begun });
      return { step };
    } catch (error) {
      return this.waits.signal.aborted || this.stop.aborted ? { step } : { step, error };
    }
  }

  /** Resolves when a step ended, or after a second: the spec may have changed. */
  async next(): Promise<Ended | undefined> {
    const tick = new AbortController();
    const second = sleep(1000, undefined, { signal: tick.signal }).catch(() => undefined);
    try {
      return await Promise.race([...this.running.values(), second]);
    } finally {
      tick.abort();
    }
  }

  /** Ends the waiting steps and lets the others finish. */
  async settle() {
    this.waits.abort();
    await Promise.all(this.running.values());
    this.waits = new AbortController();
  }
}

/**
 * Brings one cluster to its spec: look, plan, run, look again, until nothing is left to do. Writes status, segments and
 * events as it goes. Errors are written too: a pass never throws but for a lost lease.
 */
export async function reconcile(tools: Tools, lease: Lease, stop: AbortSignal): Promise<void> {
  const pass = new Pass(tools, stop);
  let row = await workerRow(tools.db, lease.clusterId);
  let written = '';
  let last: Step | undefined;
  try {
    while (row && !stop.aborted) {
      const observation = await observe(tools, row);
      written = await writeObservation(tools, lease, row, observation, pass, written);
      const steps = plan(desiredOf(row), observation.seen);
      for (const step of steps) pass.start(row, step);
      if (!pass.busy) return await finish(tools, lease, row);
      const ended = await pass.next();
      last = ended?.step ?? last;
      if (ended?.error) throw ended.error;
      row = await freshRow(tools, row, pass);
    }
    await pass.settle();
  } catch (error) {
    await pass.settle();
    if (row) await failure(tools, lease, row, { error, step: last, events: pass.events });
  }
}

const desiredOf = (row: WorkerRow) => ({
  deleted: row.deletedAt !== null,
  segments: row.segments,
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
  written: string,
) {
  const joined = new Set(segments.filter(({ nodeId }) => nodeId !== null).map(({ ordinal }) => ordinal));
  const phase = observedPhase({ ...desiredOf(row), wanted: row.segments, joined, seen: seen.segments });
  const leader = segments.find(({ ordinal }) => ordinal === seen.leader);
  const status: Status = {
    engineVersion: leader?.engineVersion ?? row.engineVersion,
    // An error stays on the page until a pass has got through, or the person asked for something new.
    ...(row.phase === 'error' && row.attemptedGeneration === row.generation ? {} : { phase }),
  };
  const picture = JSON.stringify([status, segments]);
  const events = pass.events.splice(0);
  if (picture !== written || events.length > 0)
    await writeProgress(tools.db, lease, row.ownerId, { status, segments, events });
  return picture;
}

/** Nothing is left to do. */
async function finish(tools: Tools, lease: Lease, row: WorkerRow) {
  if (row.deletedAt) return removeRow(tools.db, lease, row.ownerId, `${row.name} is gone.`);
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
  await writeProgress(tools.db, lease, row.ownerId, { status, events: arrival(row, now) });
}

/** Says that the cluster is (again) what was asked for; silent when it was all along. */
function arrival(row: WorkerRow, at: Date): WorkerEvent[] {
  const segments = `${row.segments} segment${row.segments === 1 ? '' : 's'}`;
  const active = { at, step: 'phase', message: `${row.name} is active with ${segments}.` };
  if (row.activeAt) return isNews(row) ? [active] : [];
  const endpoint = { at, step: 'endpoint', message: `Endpoint on port ${row.gatewayPort} ready.` };
  return [endpoint, { ...active, durationMs: at.getTime() - row.createdAt.getTime() }];
}

const isNews = (row: WorkerRow) =>
  row.phase !== 'active' || row.reason !== null || row.observedGeneration !== row.generation;
