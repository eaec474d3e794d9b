import type { ReactNode } from 'react';
import { Card, Eyebrow } from '@/components/card';
import { Meter } from '@/components/meter';
import { SegmentStateBadge } from '@/components/status';
import { gib } from '@/lib/domain/plans';
import type { ClusterDto, SegmentDto } from '@/lib/schemas/cluster';

const MiB = 1024 ** 2;
const memory = (bytes: number) => (bytes < 1024 * MiB ? `${Math.round(bytes / MiB)} MB` : gib(bytes));

/** The engines of the cluster. One markup for both: rows of a table, or cards where there is no room for one. */
export function Segments({ cluster }: { cluster: ClusterDto }) {
  const heads = ['Name', 'Address', 'Role', 'Engine', 'State', 'CPU', 'Memory'];
  return (
    <Card as="section" aria-labelledby="segments">
      <div className="flex flex-wrap items-baseline justify-between gap-x-4 px-5 pt-5">
        <h2 id="segments" className="font-semibold">
          Segments
        </h2>
        <p className="text-sm text-muted">Each one is a Docker node.</p>
      </div>
      {cluster.segmentList.length === 0 ? (
        <p className="px-5 pt-2 pb-5 text-sm text-muted">
          {cluster.phase === 'deleting' ? 'All are gone.' : 'None has started yet.'}
        </p>
      ) : (
        <table role="table" className="mt-3 w-full text-left text-sm max-md:block">
          <thead role="rowgroup" className="max-md:sr-only">
            <tr role="row">
              {heads.map((head) => (
                <th key={head} role="columnheader" scope="col" className="px-3 pb-2 first:pl-5 last:pr-5">
                  <Eyebrow as="span">{head}</Eyebrow>
                </th>
              ))}
            </tr>
          </thead>
          <tbody role="rowgroup" className="max-md:block">
            {cluster.segmentList.map((segment) => (
              <Row key={segment.ordinal} segment={segment} plan={cluster.plan} />
            ))}
          </tbody>
        </table>
      )}
    </Card>
  );
}

function Row({ segment, plan }: { segment: SegmentDto; plan: ClusterDto['plan'] }) {
  const { cpuPercent, memoryBytes } = segment;
  return (
    <tr
      role="row"
      className="border-t border-line max-md:grid max-md:grid-cols-2 max-md:gap-x-4 max-md:gap-y-3 max-md:p-5"
    >
      <th
        role="rowheader"
        scope="row"
        className="py-3 pl-5 font-medium wrap-anywhere max-md:col-span-2 max-md:p-0 md:pr-3"
      >
        {segment.name}
      </th>
      <Cell head="Address">
        <span className="font-mono">{segment.address}</span>
      </Cell>
      <Cell head="Role">{segment.role}</Cell>
      <Cell head="Engine">{segment.engineVersion ?? '–'}</Cell>
      <Cell head="State">
        <SegmentStateBadge state={segment.state} />
      </Cell>
      <Cell head="CPU">
        <Meter
          label={`CPU of ${segment.name}`}
          percent={cpuPercent}
          text={cpuPercent === null ? 'not known' : `${Math.round(cpuPercent)} %`}
        />
      </Cell>
      <Cell head="Memory">
        <Meter
          label={`Memory of ${segment.name}`}
          percent={memoryBytes === null ? null : (memoryBytes / plan.memoryBytes) * 100}
          text={memoryBytes === null ? 'not known' : `${memory(memoryBytes)} of ${gib(plan.memoryBytes)}`}
        />
      </Cell>
    </tr>
  );
}

function Cell({ head, children }: { head: string; children: ReactNode }) {
  return (
    <td role="cell" className="px-3 py-3 last:pr-5 max-md:p-0">
      <span aria-hidden="true" className="mb-1 block md:hidden">
        <Eyebrow as="span">{head}</Eyebrow>
      </span>
      {children}
    </td>
  );
}
