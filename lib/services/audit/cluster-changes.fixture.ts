import { deleteAnyCluster } from '../administration/delete-cluster';
import { rebuildAnyCluster } from '../administration/rebuild-cluster';
import { retryAnyCluster } from '../administration/retry-cluster';
import { revokeAnyCredential } from '../administration/revoke-credential';
import { createCluster } from '../clusters/create';
import { deleteCluster } from '../clusters/delete';
import { keepSegments } from '../clusters/keep-segments';
import { rebuildCluster } from '../clusters/rebuild';
import { retryCluster } from '../clusters/retry';
import { rotateAuthority } from '../clusters/rotate-authority';
import { scaleCluster } from '../clusters/scale';
import { setAutoscale } from '../clusters/set-autoscale';
import { setAutoscaleRules } from '../clusters/set-autoscale-rules';
import { issueCredential } from '../credentials/issue';
import { redeemBundle } from '../credentials/redeem';
import { revokeCredential } from '../credentials/revoke';
import { changeRole } from '../members/change-role';
import { inviteMember } from '../members/invite';
import { leaveCluster } from '../members/leave';
import { removeMember } from '../members/remove';
import { type Call, type Changes } from './world.fixture';

const rules = { min: 1, max: 2, memoryTarget: 70, cpuTarget: 70, shrink: true };
const shared: Call = ({ member, clusterId }) =>
  inviteMember(member, { clusterId, email: 'bob@example.com', role: 'operator' });

export const clusterChanges: Changes = {
  'administration/delete-cluster': {
    action: 'cluster.delete',
    call: ({ admin, clusterId: id }) => deleteAnyCluster(admin, { id, name: 'argo' }),
  },
  'administration/rebuild-cluster': {
    action: 'cluster.rebuild',
    call: ({ admin, clusterId: id }) => rebuildAnyCluster(admin, { id }),
  },
  'administration/retry-cluster': {
    action: 'cluster.retry',
    call: ({ admin, clusterId: id }) => retryAnyCluster(admin, { id }),
  },
  'administration/revoke-credential': {
    action: 'credential.revoke',
    call: ({ admin, credentialId: id }) => revokeAnyCredential(admin, { id }),
  },
  'clusters/create': {
    action: 'cluster.create',
    call: ({ member }) => createCluster(member, { name: 'beta', plan: 'small', segments: 1 }),
  },
  'clusters/delete': {
    action: 'cluster.delete',
    call: ({ member, clusterId: id }) => deleteCluster(member, { id, name: 'argo' }),
  },
  'clusters/keep-segments': {
    action: 'cluster.keep-segments',
    call: ({ system, clusterId: id }) => keepSegments(system, { id, from: [1], stay: [2], why: 'it waits' }),
  },
  'clusters/rebuild': {
    action: 'cluster.rebuild',
    call: ({ member, clusterId: id }) => rebuildCluster(member, { id }),
  },
  'clusters/retry': { action: 'cluster.retry', call: ({ member, clusterId: id }) => retryCluster(member, { id }) },
  'clusters/scale': {
    action: 'cluster.scale',
    call: ({ member, clusterId: id }) => scaleCluster(member, { id, segments: 3 }),
  },
  'clusters/rotate-authority': {
    action: 'cluster.rotate-ca',
    call: ({ member, clusterId: id }) => rotateAuthority(member, { id }),
  },
  'clusters/set-autoscale': {
    action: 'cluster.autoscale',
    call: ({ member, clusterId: id }) => setAutoscale(member, { id, autoscale: false }),
  },
  'clusters/set-autoscale-rules': {
    action: 'cluster.autoscale-rules',
    call: ({ member, clusterId: id }) => setAutoscaleRules(member, { id, ...rules }),
  },
  'credentials/issue': {
    action: 'credential.issue',
    call: ({ member, clusterId }) => issueCredential(member, { clusterId, name: 'phone' }),
  },
  'credentials/redeem': {
    action: 'credential.download',
    call: async ({ member, token }) => (await redeemBundle(member, token)).stream.destroy(),
  },
  'credentials/revoke': {
    action: 'credential.revoke',
    call: ({ member, clusterId, credentialId: id }) => revokeCredential(member, { clusterId, id }),
  },
  'members/change-role': {
    action: 'member.role',
    before: shared,
    call: ({ member, clusterId }) => changeRole(member, { clusterId, userId: 'bob', role: 'viewer' }),
  },
  'members/invite': { action: 'member.invite', call: shared },
  'members/leave': {
    action: 'member.leave',
    before: shared,
    call: ({ other, clusterId }) => leaveCluster(other, { clusterId }),
  },
  'members/remove': {
    action: 'member.remove',
    before: shared,
    call: ({ member, clusterId }) => removeMember(member, { clusterId, userId: 'bob' }),
  },
};
