'use client';

import { Button } from '@/components/button';
import { many } from '@/lib/domain/words';
import type { UserDto } from '@/lib/schemas/account';
import { useDialog } from '../../../_components/use-dialog';
import { ActButton } from '../../_components/act-button';
import { TypeToConfirm } from '../../_components/type-to-confirm';
import { deleteAccountAction, endSessionsOfAction, setDisabledAction, setRoleAction } from '../actions';

/** What can be done to somebody's account. */
export function UserActs({ user }: { user: UserDto }) {
  const { email, id: userId, disabled } = user;
  const { open, show, onClose } = useDialog();
  const role = user.role === 'admin' ? 'member' : 'admin';
  const promote = role === 'admin' ? 'Make administrator' : 'Make member';
  const verb = disabled ? 'Enable' : 'Disable';
  if (user.leaving) return <span className="text-muted">Being deleted.</span>;
  return (
    <div className="lg:space-y-2">
      <ActButton action={setDisabledAction} input={{ userId, disabled: !disabled }} label={`${verb} ${email}`}>
        {verb}
      </ActButton>
      <ActButton action={setRoleAction} input={{ userId, role }} label={`${promote}: ${email}`}>
        {promote}
      </ActButton>
      <ActButton
        action={endSessionsOfAction}
        input={{ userId }}
        label={`End sessions of ${email}`}
        done="Signed out everywhere."
      >
        End sessions
      </ActButton>
      <Button size="sm" className="text-bad" aria-label={`Delete the account of ${email}`} onClick={show}>
        Delete…
      </Button>
      <TypeToConfirm
        open={open}
        onClose={onClose}
        title={`Delete the account of ${email}?`}
        expected={email}
        label="Type the account’s e-mail to confirm"
        field="email"
        button="Delete account"
        action={(typed) => deleteAccountAction({ userId, email: typed })}
      >
        <p>{loss(user.clusters)}</p>
      </TypeToConfirm>
    </div>
  );
}

const loss = (clusters: number) =>
  clusters === 0
    ? 'It holds no cluster. Whoever has it is signed out at once. This cannot be undone.'
    : `It holds ${many(clusters, 'cluster')}: ${clusters === 1 ? 'it is' : 'they are'} deleted with it, with every container, image and volume in ${clusters === 1 ? 'it' : 'them'}. Whoever has the account is signed out at once, and its credentials open nothing. This cannot be undone.`;
