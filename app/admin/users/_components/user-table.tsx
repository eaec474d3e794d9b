import { Badge } from '@/components/badge';
import { Card } from '@/components/card';
import { Time } from '@/components/time';
import type { UserDto, UserListDto } from '@/lib/schemas/account';
import { DisableButton } from './disable-button';
import { LimitsForm } from './limits-form';

/** Everybody with an account. On a phone each row is a block of its own. */
export function UserTable({ list, self }: { list: UserListDto; self: string }) {
  return (
    <Card className="overflow-hidden">
      <table className="w-full text-left max-lg:block">
        <caption className="sr-only">Accounts and their limits</caption>
        <thead className="bg-sunken text-sm text-muted max-lg:sr-only">
          <tr>
            {['E-mail', 'Role', 'Clusters', 'Limits', 'Access'].map((name) => (
              <th key={name} scope="col" className="px-5 py-3 font-medium">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody className="divide-y divide-line max-lg:block">
          {list.users.map((user) => (
            <UserRow key={user.id} user={user} defaults={list.defaults} self={user.id === self} />
          ))}
        </tbody>
      </table>
    </Card>
  );
}

const cell = 'px-5 align-top lg:py-4 max-lg:block';

function UserRow({ user, defaults, self }: { user: UserDto; defaults: UserListDto['defaults']; self: boolean }) {
  return (
    <tr className="max-lg:block max-lg:space-y-3 max-lg:py-5">
      <th scope="row" className={`${cell} font-medium`}>
        <span className="wrap-anywhere">{user.email}</span>
        <span className="block text-sm font-normal text-muted">
          since <Time at={user.createdAt} as="date" />
          {self ? ' · you' : ''}
        </span>
      </th>
      <td className={cell}>
        {user.role === 'admin' ? 'Administrator' : 'Member'} {user.disabled ? <Badge tone="bad">disabled</Badge> : null}
      </td>
      <td className={cell}>
        <span className="text-muted lg:sr-only">Clusters: </span>
        {user.clusters}
      </td>
      <td className={cell}>
        <LimitsForm user={user} defaults={defaults} />
      </td>
      <td className={cell}>{self ? null : <DisableButton user={user} />}</td>
    </tr>
  );
}
