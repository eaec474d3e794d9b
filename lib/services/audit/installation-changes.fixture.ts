import { env } from '../../env';
import { loadSecret } from '../../pki/secret';
import { engineAuthority } from '../installation/engine-authority';
import { installationId } from '../installation/identity';
import { resetSetting } from '../installation/reset-setting';
import { rotateSecret } from '../installation/rotate-secret';
import { sessionKey } from '../installation/session-key';
import { setSetting } from '../installation/set-setting';
import { invite } from '../invitations/invite';
import { redeemInvitation } from '../invitations/redeem';
import { renew } from '../invitations/renew';
import { withdraw } from '../invitations/withdraw';
import { password, settingsOf, type Changes } from './world.fixture';

const guest = { email: 'grace@example.com', role: 'member' } as const;
const anotherSecret = () => ({
  PUPPIS_SECRET: 'another secret of 32 signs or so',
  PUPPIS_OLD_SECRET: env().PUPPIS_SECRET,
});
let token = '';

export const installationChanges: Changes = {
  'installation/engine-authority': {
    action: 'installation.engine-authority',
    call: ({ db }) => engineAuthority(db, loadSecret(env())),
  },
  'installation/identity': { action: 'installation.create', call: ({ db }) => installationId(db) },
  'installation/reset-setting': {
    action: 'installation.setting',
    before: ({ admin }) => setSetting(admin, { key: 'signUp', value: 'open' }),
    call: ({ admin }) => resetSetting(admin, { key: 'signUp' }),
  },
  'installation/rotate-secret': {
    action: 'installation.rotate-secret',
    call: ({ base }) => rotateSecret({ ...settingsOf(base), ...anotherSecret() }),
  },
  'installation/session-key': {
    action: 'installation.session-key',
    call: ({ db }) => sessionKey(db, loadSecret(env())),
  },
  'installation/set-setting': {
    action: 'installation.setting',
    call: ({ admin }) => setSetting(admin, { key: 'signUp', value: 'open' }),
  },
  'invitations/invite': { action: 'invitation.create', call: ({ admin }) => invite(admin, guest) },
  'invitations/redeem': {
    action: 'invitation.redeem',
    before: async ({ admin }) => void (token = (await invite(admin, guest)).url.split('=').at(-1)!),
    call: ({ visitor }) => redeemInvitation(visitor, { token, password }),
  },
  'invitations/renew': {
    action: 'invitation.renew',
    before: ({ admin }) => invite(admin, guest),
    call: async ({ db, admin }) => renew(admin, await db.invitation.findFirstOrThrow()),
  },
  'invitations/withdraw': {
    action: 'invitation.withdraw',
    before: ({ admin }) => invite(admin, guest),
    call: async ({ db, admin }) => withdraw(admin, await db.invitation.findFirstOrThrow()),
  },
};
