import { useId } from 'react';
import { Button, buttonLook } from '@/components/button';
import { Icon } from '@/components/icon';
import { Menu, MenuButton, MenuLink } from '@/components/menu';
import { PageHeader } from '@/components/page-header';
import { PhaseBadge } from '@/components/status';
import { gib } from '@/lib/domain/plans';
import { whyMayNot } from '@/lib/domain/role';
import type { ClusterDto } from '@/lib/schemas/cluster';
import { whyNoAccess } from '../../_components/access';
import type { DialogName } from '../../_components/cluster-dialogs';
import { SharedBy } from '../../_components/shared-by';

interface ClusterHeaderProps {
  cluster: ClusterDto;
  onShow: (dialog: DialogName) => void;
}

export function ClusterHeader({ cluster, onShow }: ClusterHeaderProps) {
  const id = useId();
  const reason = whyNoAccess(cluster);
  const leaving = cluster.phase === 'deleting';
  const [noChange, noKeys, noDelete] = (['operate', 'keys', 'delete'] as const).map((verb) => whyMayNot(cluster, verb));
  const off = (why: string | undefined) => ({ disabled: leaving || why !== undefined, title: why });
  return (
    <PageHeader
      title={cluster.name}
      back={{ href: '/clusters', label: 'Back to clusters' }}
      lead={
        <span className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <PhaseBadge phase={cluster.phase} />
          <span>
            Docker Swarm cluster, <span className="capitalize">{cluster.plan.key}</span> ({cluster.plan.cpus} vCPU,{' '}
            {gib(cluster.plan.memoryBytes)} each)
          </span>
          <SharedBy cluster={cluster} />
        </span>
      }
      actions={
        <>
          <Button
            variant="primary"
            blocked={reason !== undefined}
            aria-describedby={reason ? id : undefined}
            title={reason}
            onClick={() => onShow('access')}
          >
            <Icon name="key" /> Get Access
          </Button>
          {reason ? (
            <span id={id} className="sr-only">
              {reason}
            </span>
          ) : null}
          <Menu
            triggerClassName={buttonLook({})}
            trigger={
              <>
                Actions <Icon name="chevron" className="size-3.5" />
              </>
            }
          >
            <MenuButton {...off(noChange)} onClick={() => onShow('rebuild')}>
              Rebuild cluster…
            </MenuButton>
            <MenuButton {...off(noKeys)} onClick={() => onShow('rotate')}>
              Rotate the CA…
            </MenuButton>
            {noKeys ? null : <MenuLink href={`/clusters/${cluster.id}/audit`}>Audit</MenuLink>}
            <MenuButton danger {...off(noDelete)} onClick={() => onShow('delete')}>
              Delete cluster…
            </MenuButton>
          </Menu>
        </>
      }
    />
  );
}
