import { Badge } from '@/components/badge';
import type { EnvironmentSettingDto } from '@/lib/schemas/administration';
import { Cell, Row, RowHead, Table } from '@/components/table';

const columns = ['Setting', 'Value', 'From', 'What it is'];

/** What Puppis was started with. */
export function EnvironmentTable({ settings }: { settings: EnvironmentSettingDto[] }) {
  return (
    <Table caption="Settings from the environment" columns={columns} empty="There are none.">
      {settings.map((setting) => (
        <Row key={setting.name}>
          <RowHead>
            <span className="font-mono lg:whitespace-nowrap">{setting.name}</span>
          </RowHead>
          <Cell name="Value">{shown(setting)}</Cell>
          <Cell>{setting.given ? <Badge tone="busy">set</Badge> : <Badge>default</Badge>}</Cell>
          <Cell>{setting.what}</Cell>
        </Row>
      ))}
    </Table>
  );
}

function shown({ value, secret, given }: EnvironmentSettingDto) {
  if (secret && given) return <span className="text-muted">hidden</span>;
  return value === null ? <span className="text-muted">–</span> : <span className="font-mono">{value}</span>;
}
