import Link from 'next/link';
import { Icon } from '@/components/icon';

const tile =
  'flex h-full min-h-56 flex-col items-center justify-center gap-2 rounded-xl border-2 border-dashed p-6 text-center';

/** The place where the next cluster will be. */
export function AddTile({ maxClusters, full }: { maxClusters: number; full: boolean }) {
  if (full)
    return (
      <li className={`${tile} border-line text-sm text-muted`}>
        <p>You have as many clusters as you may have ({maxClusters}).</p>
        <p>Delete one to make room, or ask an administrator for more.</p>
      </li>
    );
  return (
    <li>
      <Link
        href="/clusters/new"
        className={`${tile} border-edge/60 font-medium text-link transition-colors hover:border-accent hover:bg-accent-soft`}
      >
        <Icon name="plus" className="size-7" />
        Add cluster…
      </Link>
    </li>
  );
}
