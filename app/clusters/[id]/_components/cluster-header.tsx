import { useId } from 'react';
import { Button, buttonLook } from '@/components/button';
import { Icon } from '@/components/icon';
import { Menu, MenuButton } from '@/components/menu';
import { PageHeader } from '@/components/page-header';
import { PhaseBadge } from '@/components/status';
import { gib } from '@/lib/domain/plans';
import type { ClusterDto } from '@/lib/schemas/cluster';
import { whyNoAccess } from '../../_components/access';
import type { DialogName } from '../../_components/cluster-dialogs';

interface ClusterHeaderProps {
  cluster: ClusterDto;
  onShow: (dialog: DialogName) => void;
}

export function ClusterHeader({ cluster, onShow }: ClusterHeaderProps) {
  const id = useId();
  const reason = whyNoAccess(cluster);
  const leaving = cluster.phase === 'deleting';
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
            <MenuButton disabled={leaving} onClick={() => onShow('rebuild')}>
              Rebuild cluster…
            </MenuButton>
            <MenuButton disabled={leaving} onClick={() => onShow('rotate')}>
              Rotate the CA…
            </MenuButton>
            <MenuButton danger disabled={leaving} onClick={() => onShow('delete')}>
              Delete cluster…
            </MenuButton>
          </Menu>
        </>
      }
    />
  );
}
