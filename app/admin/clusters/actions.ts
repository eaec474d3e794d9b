'use server';

import { revalidatePath } from 'next/cache';
import type { z } from 'zod';
import { action } from '@/lib/action';
import { clusterIdInput, deleteClusterInput } from '@/lib/schemas/cluster';
import { deleteAnyCluster } from '@/lib/services/administration/delete-cluster';
import { rebuildAnyCluster } from '@/lib/services/administration/rebuild-cluster';
import { retryAnyCluster } from '@/lib/services/administration/retry-cluster';
import type { Context } from '@/lib/services/context';

/** The page is made anew when it worked. */
const onClusters = <S extends z.ZodType>(schema: S, verb: (ctx: Context, input: z.output<S>) => Promise<void>) =>
  action(schema, async (ctx, input) => {
    await verb(ctx, input);
    revalidatePath('/admin/clusters');
  });

export const retryAnyClusterAction = onClusters(clusterIdInput, retryAnyCluster);
export const rebuildAnyClusterAction = onClusters(clusterIdInput, rebuildAnyCluster);
export const deleteAnyClusterAction = onClusters(deleteClusterInput, deleteAnyCluster);
