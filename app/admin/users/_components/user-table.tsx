import { Badge } from '@/components/badge';
import { Time } from '@/components/time';
import type { UserDto, UserListDto } from '@/lib/schemas/account';
import { Cell, Row, RowHead, Table } from '@/components/table';
import { LimitsForm } from './limits-form';
import { UserActs } from './user-acts';

const columns = ['E-mail', 'Role', 'Clusters', 'Limits', 'Account'];

/** Everybody with an account. */
export function UserTable({ list, self }: { list: UserListDto; self: string }) {
  return (
    <Table caption="Accounts and their limits" columns={columns} empty="Nobody has an account.">
      {list.users.map((user) => (
        <UserRow key={user.id} user={user} defaults={list.defaults} self={user.id === self} />
      ))}
    </Table>
  );
}

function UserRow({ user, defaults, self }: { user: UserDto; defaults: UserListDto['defaults']; self: boolean }) {
  return (
    <Row>
      <RowHead>
        <span>{user.email}</span>
        <span className="block font-normal text-muted">
          since <Time at={user.createdAt} as="date" />
          {self ? ' · you' : ''}
        </span>
      </RowHead>
      <Cell>
        {user.role === 'admin' ? 'Administrator' : 'Member'}{' '}
        {user.disabled ? <Badge tone="bad">{user.leaving ? 'being deleted' : 'disabled'}</Badge> : null}
      </Cell>
      <Cell name="Clusters">{user.clusters}</Cell>
      <Cell>
        <LimitsForm user={user} defaults={defaults} />
      </Cell>
      <Cell>{self ? null : <UserActs user={user} />}</Cell>
    </Row>
  );
}
