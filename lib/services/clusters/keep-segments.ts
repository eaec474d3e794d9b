import { isDeepStrictEqual } from 'node:util';
import { ascending } from '../../domain/ordinals';
import { keptOf, rowOfKept } from '../../repositories/ordinals';
import type { Context } from '../context';
import { changeAnyCluster } from './change';

interface Keeping {
  id: string;
  /** The ordinals that were asked for: nothing is done when somebody changed it since. */
  from: readonly number[];
  /** Those that were to go, and stay after all. */
  stay: readonly number[];
  /** For the event log. */
  why: string;
}

/** Takes a shrink back. @returns whether there was one @throws DomainError forbidden for people */
export async function keepSegments(ctx: Context, { id, from, stay, why }: Keeping): Promise<boolean> {
  return changeAnyCluster(ctx, id, (row) => {
    if (row.deletedAt || !isDeepStrictEqual(keptOf(row), from)) return undefined;
    const detail = { from: from.length, to: from.length + stay.length, why };
    const change = rowOfKept(ascending([...from, ...stay]));
    return { action: 'cluster.keep-segments', detail, change, message: why, level: 'warning' };
  });
}
