import { expect } from 'vitest';
import { testFolder } from '../../testing/data-folder';
import { checkSession } from '../accounts/check-session';
import { endedSessions } from '../accounts/ended-sessions';
import { getAccount } from '../accounts/get-account';
import { listUsers } from '../accounts/list-users';
import { sessionOf } from '../accounts/session-version';
import { countEveryonesRepairs } from '../administration/count-repairs';
import { listEveryonesClusters } from '../administration/list-clusters';
import { listHeldCredentials } from '../administration/list-credentials';
import { around } from '../clusters/around';
import { getAutoscaleHistory } from '../clusters/autoscale-history';
import { createOptions } from '../clusters/create-options';
import { listEvents } from '../clusters/events';
import { changesAfter } from '../clusters/feed';
import { getCluster } from '../clusters/get';
import { effectiveLimits } from '../clusters/limits';
import { listClusters } from '../clusters/list';
import { listCredentials } from '../credentials/list';
import { listOwnCredentials } from '../credentials/list-own';
import { backUp } from '../installation/back-up';
import { checkHealth } from '../installation/check-health';
import { checkSecret } from '../installation/check-secret';
import { listChangeable } from '../installation/list-changeable';
import { listEnvironment } from '../installation/list-environment';
import { installationSettings } from '../installation/settings';
import { findOffer } from '../invitations/find';
import { listInvitations } from '../invitations/list';
import { listMembers } from '../members/list';
import { exportAudit } from './export';
import { listAudit } from './list';
import { settingsOf, type Call } from './world.fixture';

/** What changes nothing. */
export const reads: Record<string, Call> = {
  'accounts/check-session': ({ visitor }) => checkSession(visitor, { userId: 'ada', version: 1 }),
  'accounts/ended-sessions': ({ visitor }) =>
    endedSessions(visitor, [{ actor: { kind: 'user', userId: 'ada', role: 'member' }, version: 1 }]),
  'accounts/get-account': ({ member }) => getAccount(member),
  'accounts/list-users': ({ admin }) => listUsers(admin),
  'accounts/session-version': ({ visitor }) => sessionOf(visitor, 'ada'),
  'administration/count-repairs': ({ admin }) => countEveryonesRepairs(admin),
  'administration/list-clusters': ({ admin }) => listEveryonesClusters(admin),
  'administration/list-credentials': ({ admin }) => listHeldCredentials(admin, {}),
  'audit/export': async ({ admin }) => {
    for await (const piece of await exportAudit(admin, {}, 'csv')) expect(piece).not.toBe('');
  },
  'audit/list': ({ admin }) => listAudit(admin, {}),
  'clusters/around': ({ member }) => around(member),
  'clusters/autoscale-history': ({ member, clusterId: id }) => getAutoscaleHistory(member, { id }),
  'clusters/create-options': ({ member }) => createOptions(member),
  'clusters/events': ({ member, clusterId: id }) => listEvents(member, { id }),
  'clusters/feed': ({ member }) => changesAfter(member, 0),
  'clusters/get': ({ member, clusterId: id }) => getCluster(member, { id }),
  'clusters/limits': ({ db }) => effectiveLimits(db, 'ada'),
  'clusters/list': ({ member }) => listClusters(member),
  'credentials/list': ({ member, clusterId }) => listCredentials(member, { clusterId }),
  'credentials/list-own': ({ member }) => listOwnCredentials(member),
  'installation/back-up': async ({ base }) => {
    const { folder, remove } = testFolder();
    await backUp(settingsOf(base), folder).finally(remove);
  },
  'installation/check-health': ({ member }) => checkHealth(member),
  'installation/check-secret': ({ base }) => checkSecret(settingsOf(base)),
  'installation/list-changeable': ({ admin }) => listChangeable(admin),
  'installation/list-environment': async ({ admin }) => listEnvironment(admin),
  'installation/settings': ({ db }) => installationSettings(db),
  'invitations/find': ({ visitor }) => findOffer(visitor, 'unknown'),
  'invitations/list': ({ admin }) => listInvitations(admin),
  'members/list': ({ member, clusterId }) => listMembers(member, { clusterId }),
};
