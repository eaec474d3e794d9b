'use client';

import { useQueryClient } from '@tanstack/react-query';
import { Button } from '@/components/button';
import { Notice } from '@/components/notice';
import { whyMayNot } from '@/lib/domain/role';
import { clustersKey } from '@/lib/queries/clusters';
import type { ClusterDto } from '@/lib/schemas/cluster';
import { retryClusterAction } from '../actions';
import type { DialogName } from './cluster-dialogs';
import { FailureNotice } from '../../_components/failure';
import { useAct } from '../../_components/use-act';

interface ReasonProps {
  cluster: ClusterDto;
  onShow: (dialog: DialogName) => void;
}

/** Whether it does not get on by itself, or not soon. */
export const isStuck = ({ phase, reason }: Pick<ClusterDto, 'phase' | 'reason'>) =>
  phase === 'error' || (phase === 'deleting' && reason !== null);

/** Why the cluster is in error, or is not gone yet, and what can be done about it; or what it waits for. */
export function Reason({ cluster, onShow }: ReasonProps) {
  const client = useQueryClient();
  const { run, pending, error } = useAct(retryClusterAction);
  if (!isStuck(cluster)) return cluster.reason ? <p className="text-sm text-muted">{cluster.reason}</p> : null;
  const leaving = cluster.phase === 'deleting';
  const [noChange, noDelete] = [whyMayNot(cluster, 'operate'), whyMayNot(cluster, 'delete')];
  const off = (why: string | undefined) => ({ disabled: why !== undefined, title: why });
  const retry = async () => {
    if (await run({ id: cluster.id })) void client.invalidateQueries({ queryKey: clustersKey });
  };
  return (
    <div className="space-y-3">
      {leaving ? (
        <Notice tone="error" role="alert">
          It could not be deleted yet. {cluster.reason}
        </Notice>
      ) : (
        <Notice tone="error">{cluster.reason ?? 'Something went wrong while this cluster was changed.'}</Notice>
      )}
      <div className="flex flex-wrap gap-2">
        <Button size="sm" pending={pending} onClick={retry} {...off(noChange)}>
          Retry
        </Button>
        {leaving ? null : (
          <>
            {cluster.segmentList.length > 0 ? (
              <Button size="sm" onClick={() => onShow('rebuild')} {...off(noChange)}>
                Rebuild…
              </Button>
            ) : null}
            <Button size="sm" className="text-bad" onClick={() => onShow('delete')} {...off(noDelete)}>
              Delete…
            </Button>
          </>
        )}
      </div>
      <FailureNotice error={error} />
    </div>
  );
}
