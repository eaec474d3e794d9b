import { Badge } from '@/components/badge';
import { Time } from '@/components/time';
import type { HeldCredentialDto } from '@/lib/schemas/administration';
import { Cell, Row, RowHead, Table } from '@/components/table';
import { stateTones, stateWords } from '../../../_components/credential-states';
import { Revoke } from './revoke';

const columns = ['Person', 'Cluster', 'Credential', 'Made', 'Good until', 'Last used', 'State'];

/** Who holds which key to which cluster. */
export function HeldTable({ credentials }: { credentials: HeldCredentialDto[] }) {
  return (
    <Table caption="Credentials" columns={columns} empty="There are none like that.">
      {credentials.map((credential) => (
        <HeldRow key={credential.id} credential={credential} />
      ))}
    </Table>
  );
}

function HeldRow({ credential }: { credential: HeldCredentialDto }) {
  const { person, cluster, name, serial, createdAt, expiresAt, lastUsedAt, state } = credential;
  return (
    <Row>
      <RowHead>{person}</RowHead>
      <Cell name="Cluster">{cluster}</Cell>
      <Cell name="Credential">
        {name ? <span className="block">{name}</span> : null}
        <span className="font-mono text-xs text-muted">{serial}</span>
      </Cell>
      <Cell name="Made">
        <Time at={createdAt} />
      </Cell>
      <Cell name="Good until">
        <Time at={expiresAt} />
      </Cell>
      <Cell name="Last used">{lastUsedAt ? <Time at={lastUsedAt} /> : 'never'}</Cell>
      <Cell>
        <span className="mb-2 block">
          <Badge tone={stateTones[state]}>{stateWords[state]}</Badge>
        </span>
        {state === 'expired' || state === 'revoked' ? null : <Revoke credential={credential} />}
      </Cell>
    </Row>
  );
}
