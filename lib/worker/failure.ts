import { newId } from '../domain/id';
import { stepKey, type Step } from '../domain/step';
import { ProviderError } from '../providers/types';
import {
  LeaseLost,
  writeProgress,
  type Status,
  type WorkerEvent,
  type WorkerRow,
} from '../repositories/cluster-status';
import type { Lease } from '../repositories/leases';
import type { Tools } from './tools';

/** Failed passes in a row after which a cluster is shown in error; it is tried again all the same. */
const patience = 5;
const terminalPauseMs = 600_000;

export interface Failed {
  error: unknown;
  step?: Step;
  events: readonly WorkerEvent[];
}

/** Writes down why a pass failed and when the next one is due. @throws LeaseLost */
export async function failure(tools: Tools, lease: Lease, row: WorkerRow, failed: Failed): Promise<void> {
  const { error } = failed;
  if (error instanceof LeaseLost) throw error;
  const known = error instanceof ProviderError;
  const terminal = known && error.options.terminal;
  const reference = newId().slice(0, 8);
  const doing = failed.step ? ` (${stepKey(failed.step)})` : '';
  tools.log.warn({ err: error, cluster: row.id, reference, step: failed.step, terminal }, 'pass failed');
  const reason = known ? error.message : `A step failed${doing} and is tried again. Reference ${reference}.`;
  const attempts = row.attempts + 1;
  const status: Status = {
    reason,
    attempts,
    attemptedGeneration: row.generation,
    nextReconcileAt: new Date(tools.now().getTime() + (terminal ? terminalPauseMs : backoffMs(tools, attempts))),
    ...(terminal || attempts >= patience ? { phase: 'error' } : {}),
  };
  const level = terminal ? ('error' as const) : ('warning' as const);
  const news =
    row.reason === reason || (!known && row.attempts > 0)
      ? []
      : [{ at: tools.now(), step: 'error', level, message: reason }];
  await writeProgress(tools.db, lease, row.ownerId, { status, events: [...failed.events, ...news], over: true });
}

/** Doubles with each failed pass: 1 s, 2 s, 4 s … up to the maximum (defaults of `workerTimes`). */
export function backoffMs({ times }: Pick<Tools, 'times'>, attempts: number): number {
  return Math.min(times.backoffMax, times.backoff * 2 ** (attempts - 1));
}
