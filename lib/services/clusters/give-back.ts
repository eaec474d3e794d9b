import { isDeepStrictEqual } from 'node:util';
import { keptOf, rowOfKept } from '../../repositories/ordinals';
import type { Context } from '../context';
import { changeAnyCluster } from './change';

interface GivingBack {
  id: string;
  /** The ordinals that were asked for: nothing is done when somebody changed it since. */
  from: readonly number[];
  /** Those that stay after all. */
  back: readonly number[];
  /** For the event log. */
  why: string;
}

/** Takes a shrink back that cannot be done without loss. @throws DomainError forbidden for people */
export async function giveBack(ctx: Context, { id, from, back, why }: GivingBack): Promise<void> {
  await changeAnyCluster(ctx, id, (row) => {
    if (row.deletedAt || !isDeepStrictEqual(keptOf(row), from)) return undefined;
    const kept = [...from, ...back].sort((one, other) => one - other);
    return { change: rowOfKept(kept), message: why, level: 'warning' };
  });
}
