'use server';

import { action } from '@/lib/action';
import { clientAddress } from '@/lib/auth/client-address';
import {
  autoscaleRulesInput,
  clusterIdInput,
  createClusterInput,
  deleteClusterInput,
  issueCredentialInput,
  revokeCredentialInput,
  scaleClusterInput,
  setAutoscaleInput,
} from '@/lib/schemas/cluster';
import { createCluster } from '@/lib/services/clusters/create';
import { deleteCluster } from '@/lib/services/clusters/delete';
import { rebuildCluster } from '@/lib/services/clusters/rebuild';
import { retryCluster } from '@/lib/services/clusters/retry';
import { rotateAuthority } from '@/lib/services/clusters/rotate-authority';
import { scaleCluster } from '@/lib/services/clusters/scale';
import { setAutoscale } from '@/lib/services/clusters/set-autoscale';
import { setAutoscaleRules } from '@/lib/services/clusters/set-autoscale-rules';
import { issueCredential } from '@/lib/services/credentials/issue';
import { revokeCredential } from '@/lib/services/credentials/revoke';

export const createClusterAction = action(createClusterInput, createCluster);
export const scaleClusterAction = action(scaleClusterInput, scaleCluster);
export const setAutoscaleAction = action(setAutoscaleInput, setAutoscale);
export const setAutoscaleRulesAction = action(autoscaleRulesInput, setAutoscaleRules);
export const deleteClusterAction = action(deleteClusterInput, deleteCluster);
export const rebuildClusterAction = action(clusterIdInput, rebuildCluster);
export const rotateAuthorityAction = action(clusterIdInput, rotateAuthority);
export const retryClusterAction = action(clusterIdInput, retryCluster);
export const issueCredentialAction = action(issueCredentialInput, async (ctx, input) =>
  issueCredential(ctx, input, { address: await clientAddress() }),
);
export const revokeCredentialAction = action(revokeCredentialInput, revokeCredential);
