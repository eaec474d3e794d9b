import type { Route } from 'next';
import { buttonLook } from '@/components/button';
import { ButtonLink } from '@/components/button-link';
import { Notice } from '@/components/notice';
import type { AuditFilter, AuditPageDto } from '@/lib/schemas/audit';
import { AuditFilters } from './audit-filters';
import { AuditTable } from './audit-table';

interface AuditViewProps {
  page: AuditPageDto;
  filter: Partial<AuditFilter>;
  /** Why the filter that was asked for is none. */
  trouble?: string;
  /** Where the page is, for its form and its links. */
  here: Route;
  /** The id of the only cluster that it is about. */
  clusterId?: string;
}

/** An address with the filter; what is empty is left out. */
function withQuery(path: string, query: Record<string, string | number | undefined>): Route {
  const given = Object.entries(query).flatMap(([key, value]) => (value === undefined ? [] : [[key, String(value)]]));
  return `${path}?${new URLSearchParams(given)}` as Route;
}

/** The audit: what to look for, what was found, and the ways to more of it. */
export function AuditView({ page, filter, trouble, here, clusterId }: AuditViewProps) {
  const query = { ...filter, before: undefined };
  const file = (format: string) => withQuery('/api/audit', { ...query, cluster: clusterId ?? query.cluster, format });
  return (
    <div className="space-y-5">
      <AuditFilters key={JSON.stringify(query)} filter={filter} here={here} ofOne={clusterId !== undefined} />
      {trouble ? (
        <Notice tone="error" role="alert">
          {trouble}
        </Notice>
      ) : (
        <AuditTable
          entries={page.entries}
          ofOne={clusterId !== undefined}
          connection={(id) => withQuery(here, { connection: id })}
        />
      )}
      <div className="flex flex-wrap gap-2">
        {filter.before === undefined ? null : <ButtonLink href={withQuery(here, query)}>Newest entries</ButtonLink>}
        {page.before === null ? null : (
          <ButtonLink href={withQuery(here, { ...query, before: page.before })}>Older entries</ButtonLink>
        )}
        <a href={file('csv')} download className={buttonLook({})}>
          Download as CSV
        </a>
        <a href={file('json')} download className={buttonLook({})}>
          Download as JSON
        </a>
      </div>
    </div>
  );
}
