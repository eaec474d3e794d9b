import { averageLoad } from '../../domain/autoscale-load';
import type { AutoscaleState, Decision } from '../../domain/autoscale-state';
import { recordDecision, recordLoad } from '../../repositories/autoscale-history';
import type { Tools } from '../tools';

/** What was written last of a cluster. */
export interface Written {
  loadAt?: number;
  /** What the last decision was about and came to. */
  decision?: string;
}

/**
 * Keeps what people are shown: the averaged use, once for each stretch that it is averaged over, and each change of mind. That
 * the figures in a reason are others than ten seconds ago is none.
 */
export async function keepHistory(tools: Tools, id: string, state: AutoscaleState, decision: Decision, last: Written) {
  const { db, times } = tools;
  const { now, segments, samples, size } = state;
  const at = new Date(now);
  if (now - (last.loadAt ?? 0) >= times.autoscale.average) {
    await recordLoad(db, id, { at, segments, ...averageLoad(samples, size, now, times.autoscale.average) });
    last.loadAt = now;
  }
  const { about, to, why } = decision;
  const mind = `${about} ${segments} → ${to}`;
  if (mind === last.decision) return;
  await recordDecision(db, id, { at, about, from: segments, to, why });
  last.decision = mind;
}
