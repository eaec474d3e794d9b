import { Badge } from '@/components/badge';
import type { ClusterDto } from '@/lib/schemas/cluster';

/** Whose cluster it is and what one may do with it, where somebody else made it: two may have the same name. */
export function SharedBy({ cluster: { shared, holder, role } }: { cluster: ClusterDto }) {
  if (!shared) return null;
  return (
    <span className="flex flex-wrap items-center gap-x-2 gap-y-1 text-sm text-muted">
      <span className="wrap-anywhere">shared by {holder}</span>
      <Badge>{role}</Badge>
    </span>
  );
}
