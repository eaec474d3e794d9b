import type { Context } from '../context';
import { changeAnyCluster } from './change';

interface GivingBack {
  id: string;
  /** What was asked for: nothing is done when somebody changed it since. */
  from: number;
  /** Up to this ordinal they stay. */
  to: number;
  /** For the event log. */
  why: string;
}

/** Takes a shrink back that cannot be done without loss. @throws DomainError forbidden for people */
export async function giveBack(ctx: Context, { id, from, to, why }: GivingBack): Promise<void> {
  await changeAnyCluster(ctx, id, (row) =>
    row.deletedAt || row.segments !== from ? undefined : { change: { segments: to }, message: why, level: 'warning' },
  );
}
