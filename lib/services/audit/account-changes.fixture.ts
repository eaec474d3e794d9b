import { authenticate } from '../accounts/authenticate';
import { changePassword } from '../accounts/change-password';
import { deleteAccount } from '../accounts/delete-account';
import { endSessions } from '../accounts/end-sessions';
import { endSessionsOf } from '../accounts/end-sessions-of';
import { finishDeletions } from '../accounts/finish-deletions';
import { ensureFirstAdmin } from '../accounts/first-admin';
import { redeemSetupLink } from '../accounts/redeem-setup-link';
import { setDisabled } from '../accounts/set-disabled';
import { setLimits } from '../accounts/set-limits';
import { setRole } from '../accounts/set-role';
import { createSetupLink } from '../accounts/setup-link';
import { signInElsewhere } from '../accounts/sign-in-elsewhere';
import { noteSignOut } from '../accounts/sign-out';
import { signUp } from '../accounts/sign-up';
import { autoscaleCluster } from '../clusters/autoscale';
import { newPassword, password, refused, type Changes, type World } from './world.fixture';

const signedUp = async (world: World) => {
  const email = world.email();
  const { userId } = await signUp(world.visitor, { email, password }, { address: '', policy: 'open' });
  return { email, ctx: { ...world.member, actor: { kind: 'user', userId, role: 'member' } as const } };
};
const profile = { provider: 'oidc', subject: '4711', email: 'grace@example.com', emailVerified: true };
let setupToken = '';

export const accountChanges: Changes = {
  'accounts/authenticate': {
    action: 'account.sign-in-refused',
    call: ({ visitor }) =>
      refused(authenticate(visitor, { email: 'ada@example.com', password }, '192.0.2.7'), 'unauthenticated'),
  },
  'accounts/change-password': {
    action: 'account.password-refused',
    before: signedUp,
    call: async ({ db, member }) => {
      const { id } = await db.user.findFirstOrThrow({ where: { passwordHash: { not: null } } });
      const ctx = { ...member, actor: { kind: 'user', userId: id, role: 'member' } as const };
      await refused(changePassword(ctx, { currentPassword: 'not this one', newPassword }), 'invalid');
    },
  },
  'accounts/delete-account': {
    action: 'account.delete',
    call: ({ admin }) => deleteAccount(admin, { userId: 'bob', email: 'bob@example.com' }),
  },
  'accounts/end-sessions': { action: 'account.end-sessions', call: ({ member }) => endSessions(member) },
  'accounts/first-admin': {
    action: 'account.create',
    call: (world) => ensureFirstAdmin(world.system, { email: world.email(), password }),
  },
  'accounts/end-sessions-of': {
    action: 'account.end-sessions',
    call: ({ admin }) => endSessionsOf(admin, { userId: 'ada' }),
  },
  'accounts/finish-deletions': {
    action: 'account.removed',
    before: async ({ db, admin }) => {
      await deleteAccount(admin, { userId: 'ada', email: 'ada@example.com' });
      await db.cluster.deleteMany();
    },
    call: (world) => finishDeletions(world.system),
  },
  'accounts/redeem-setup-link': {
    action: 'account.setup',
    before: async ({ db, system }) => {
      await db.user.deleteMany({ where: { role: 'admin' } });
      setupToken = (await createSetupLink(system))!.split('=').at(-1)!;
    },
    call: (world) => redeemSetupLink(world.visitor, { token: setupToken, email: world.email(), password }),
  },
  'accounts/set-disabled': {
    action: 'account.disable',
    call: ({ admin }) => setDisabled(admin, { userId: 'ada', disabled: true }),
  },
  'accounts/set-limits': {
    action: 'account.limits',
    call: ({ admin }) => setLimits(admin, { userId: 'ada', maxClusters: 1, maxSegments: '' }),
  },
  'accounts/set-role': {
    action: 'account.role',
    call: ({ admin }) => setRole(admin, { userId: 'ada', role: 'admin' }),
  },
  'accounts/setup-link': {
    action: 'account.setup-link',
    before: ({ db }) => db.user.deleteMany({ where: { role: 'admin' } }),
    call: ({ system }) => createSetupLink(system),
  },
  'accounts/sign-in-elsewhere': {
    action: 'account.sign-up',
    call: ({ visitor }) => signInElsewhere(visitor, profile, 'open'),
  },
  'accounts/sign-out': { action: 'account.sign-out', call: ({ member }) => noteSignOut(member) },
  'accounts/sign-up': { action: 'account.sign-up', call: signedUp },
  'clusters/autoscale': {
    action: 'cluster.scale',
    call: ({ system, clusterId: id }) => autoscaleCluster(system, { id, generation: 1, to: 2, why: 'busy' }),
  },
};
