import type { Route } from 'next';
import Link from 'next/link';
import { Cell, Row, RowHead, Table } from '@/components/table';
import { Time } from '@/components/time';
import { auditActions } from '@/lib/domain/audit';
import type { AuditDto } from '@/lib/schemas/audit';
import { detailWords } from './detail-words';

interface AuditTableProps {
  entries: AuditDto[];
  /** They are all of one cluster, which need not be named. */
  ofOne: boolean;
  /** Where everything of one connection is shown. */
  connection: (id: string) => Route;
}

/** Entries, the newest first. */
export function AuditTable({ entries, ...rest }: AuditTableProps) {
  const columns = ['When', 'What', 'Who', ...(rest.ofOne ? [] : ['Cluster']), 'From'];
  return (
    <Table caption="Audit, the newest first" columns={columns} empty="Nothing was found.">
      {entries.map((entry) => (
        <Entry key={entry.id} entry={entry} {...rest} />
      ))}
    </Table>
  );
}

function Entry({ entry, ofOne, connection }: Omit<AuditTableProps, 'entries'> & { entry: AuditDto }) {
  const detail = detailWords(entry);
  const cluster = entry.clusterName ?? entry.clusterId;
  return (
    <Row>
      <Cell>
        <span className="text-muted tabular-nums">
          <Time at={entry.at} as="date" /> <Time at={entry.at} as="time" />
        </span>
      </Cell>
      <RowHead>
        {auditActions[entry.action]}
        {entry.subject ? <span className="block font-mono font-normal">{entry.subject}</span> : null}
        {detail ? <span className="block font-normal text-muted">{detail}</span> : null}
      </RowHead>
      <Cell name="Who">
        {entry.actor || 'somebody unknown'}
        {entry.actorKind === 'system' ? ' (Puppis)' : null}
      </Cell>
      {ofOne ? null : <Cell name={cluster ? 'Cluster' : undefined}>{cluster}</Cell>}
      <Cell name={entry.address ? 'From' : undefined}>
        <span className="font-mono">{entry.address}</span>
        {entry.connection ? (
          <Link href={connection(entry.connection)} className="block text-link underline">
            this connection
          </Link>
        ) : null}
      </Cell>
    </Row>
  );
}
