import { guides } from '../domain/guides';

/**
 * Every way in: pages, route handlers and server actions, and for whom each is. app/doors.test.ts fails when one of the
 * sources is missing here, and e2e/doors.spec.ts tries each as everybody. `holder`: who has the cluster that it names.
 */
export type Who = 'anyone' | 'person' | 'holder' | 'admin';

/** By their route; what stands in brackets is filled in by `path`, where a page or a route needs something that is there. */
export const pages: Record<string, { who: Who; path?: string | readonly string[] }> = {
  '/': { who: 'anyone' },
  '/account': { who: 'person' },
  '/admin/audit': { who: 'admin' },
  '/admin/clusters': { who: 'admin' },
  '/admin/credentials': { who: 'admin' },
  '/admin/settings': { who: 'admin' },
  '/admin/users': { who: 'admin' },
  '/clusters': { who: 'person' },
  '/clusters/[id]': { who: 'holder', path: '/clusters/CLUSTER' },
  '/clusters/[id]/audit': { who: 'holder', path: '/clusters/CLUSTER/audit' },
  '/clusters/new': { who: 'person' },
  '/docs': { who: 'anyone' },
  '/docs/[slug]': { who: 'anyone', path: guides.map(({ slug }) => `/docs/${slug}`) },
  '/invitation': { who: 'anyone' },
  '/setup': { who: 'anyone' },
  '/sign-in': { who: 'anyone' },
  '/sign-up': { who: 'anyone' },
};

/** `stranger`: the status for those whom it is not for, where it is not 404. */
export const routes: Record<string, { who: Who; path?: string; stranger?: number }> = {
  'GET /api/audit': { who: 'admin', path: '/api/audit?format=json' },
  'GET /api/auth/[...nextauth]': { who: 'anyone', path: '/api/auth/csrf' },
  'POST /api/auth/[...nextauth]': { who: 'anyone', path: '/api/auth/_log' },
  'GET /api/bundles/[token]': { who: 'holder', path: '/api/bundles/TOKEN', stranger: 410 },
  'GET /api/clusters': { who: 'person' },
  'GET /api/clusters/[id]': { who: 'holder', path: '/api/clusters/CLUSTER' },
  'GET /api/clusters/[id]/autoscale': { who: 'holder', path: '/api/clusters/CLUSTER/autoscale' },
  'GET /api/clusters/[id]/credentials': { who: 'holder', path: '/api/clusters/CLUSTER/credentials' },
  'GET /api/clusters/[id]/members': { who: 'holder', path: '/api/clusters/CLUSTER/members' },
  'GET /api/clusters/[id]/events': { who: 'holder', path: '/api/clusters/CLUSTER/events' },
  'GET /api/events': { who: 'person' },
  'GET /healthz': { who: 'anyone' },
};

/** What is no input at all: the door is passed, and then it is refused as invalid. */
const nothing = null;
const nobody = { userId: 'nobody' };
const nosuch = { id: 'nosuch' };
const cluster = { id: 'CLUSTER' };
const member = { clusterId: 'CLUSTER' };
const rules = { min: 1, max: null, memoryTarget: 80, cpuTarget: 80, shrink: true };

/** By file and name. `input` is right in form, so that the service is reached, and does no harm where it is let in. */
export const actions: Record<string, { who: Who; input: unknown }> = {
  'app/(auth)/actions.ts signInAction': { who: 'anyone', input: nothing },
  'app/(auth)/actions.ts signUpAction': { who: 'anyone', input: nothing },
  'app/(auth)/actions.ts setupAction': { who: 'anyone', input: nothing },
  'app/(auth)/actions.ts redeemInvitationAction': { who: 'anyone', input: nothing },
  'app/(auth)/actions.ts signInElsewhereAction': { who: 'anyone', input: nothing },
  'app/(auth)/actions.ts changePasswordAction': { who: 'person', input: nothing },
  'app/(auth)/actions.ts endSessionsAction': { who: 'person', input: nothing },
  'app/_components/sign-out.ts signOut': { who: 'anyone', input: nothing },
  'app/admin/clusters/actions.ts retryAnyClusterAction': { who: 'admin', input: nosuch },
  'app/admin/clusters/actions.ts rebuildAnyClusterAction': { who: 'admin', input: nosuch },
  'app/admin/clusters/actions.ts deleteAnyClusterAction': { who: 'admin', input: { ...nosuch, name: 'x' } },
  'app/admin/credentials/actions.ts revokeAnyCredentialAction': { who: 'admin', input: nosuch },
  'app/admin/settings/actions.ts setSettingAction': { who: 'admin', input: { key: 'maxClusters', value: 'many' } },
  'app/admin/settings/actions.ts resetSettingAction': { who: 'admin', input: { key: 'caKeyInBundles' } },
  'app/admin/users/actions.ts setLimitsAction': { who: 'admin', input: { ...nobody, maxClusters: 1, maxSegments: 1 } },
  'app/admin/users/actions.ts setDisabledAction': { who: 'admin', input: { ...nobody, disabled: true } },
  'app/admin/users/actions.ts setRoleAction': { who: 'admin', input: { ...nobody, role: 'admin' } },
  'app/admin/users/actions.ts endSessionsOfAction': { who: 'admin', input: nobody },
  'app/admin/users/actions.ts deleteAccountAction': { who: 'admin', input: { ...nobody, email: 'x' } },
  'app/admin/users/actions.ts inviteAction': { who: 'admin', input: { email: 'ADMIN', role: 'admin' } },
  'app/admin/users/actions.ts renewInvitationAction': { who: 'admin', input: nosuch },
  'app/admin/users/actions.ts withdrawInvitationAction': { who: 'admin', input: nosuch },
  'app/clusters/[id]/actions.ts inviteMemberAction': {
    who: 'holder',
    input: { ...member, role: 'viewer', email: 'x@y.zz' },
  },
  'app/clusters/[id]/actions.ts changeRoleAction': {
    who: 'holder',
    input: { ...member, userId: 'HOLDER', role: 'viewer' },
  },
  'app/clusters/[id]/actions.ts removeMemberAction': { who: 'holder', input: { ...member, userId: 'HOLDER' } },
  'app/clusters/[id]/actions.ts leaveClusterAction': { who: 'holder', input: member },
  'app/clusters/actions.ts createClusterAction': { who: 'person', input: nothing },
  'app/clusters/actions.ts scaleClusterAction': { who: 'holder', input: { ...cluster, segments: 200 } },
  'app/clusters/actions.ts setAutoscaleAction': { who: 'holder', input: { ...cluster, autoscale: false } },
  'app/clusters/actions.ts setAutoscaleRulesAction': { who: 'holder', input: { ...cluster, ...rules } },
  'app/clusters/actions.ts deleteClusterAction': { who: 'holder', input: { ...cluster, name: 'not its name' } },
  'app/clusters/actions.ts rebuildClusterAction': { who: 'holder', input: cluster },
  'app/clusters/actions.ts rotateAuthorityAction': { who: 'holder', input: cluster },
  'app/clusters/actions.ts retryClusterAction': { who: 'holder', input: cluster },
  'app/clusters/actions.ts issueCredentialAction': { who: 'holder', input: { clusterId: 'CLUSTER' } },
  'app/clusters/actions.ts revokeCredentialAction': {
    who: 'holder',
    input: { clusterId: 'CLUSTER', id: 'CREDENTIAL' },
  },
};
