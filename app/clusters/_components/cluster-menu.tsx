import { Icon } from '@/components/icon';
import { Menu, MenuButton, MenuLine, MenuLink } from '@/components/menu';
import { whyMayNot } from '@/lib/domain/role';
import type { ClusterDto } from '@/lib/schemas/cluster';
import { whyNoAccess } from './access';
import type { DialogName } from './cluster-dialogs';

interface ClusterMenuProps {
  cluster: ClusterDto;
  onShow: (dialog: DialogName) => void;
}

/** The gear of a card. */
export function ClusterMenu({ cluster, onShow }: ClusterMenuProps) {
  const leaving = cluster.phase === 'deleting';
  const [noChange, noDelete] = [whyMayNot(cluster, 'operate'), whyMayNot(cluster, 'delete')];
  const off = (reason: string | undefined) => ({ disabled: leaving || reason !== undefined, title: reason });
  return (
    <Menu label={`Actions for ${cluster.name}`} trigger={<Icon name="gear" className="size-5" />}>
      <MenuLink href={`/clusters/${cluster.id}`}>Details</MenuLink>
      <MenuButton onClick={() => onShow('access')} disabled={whyNoAccess(cluster) !== undefined}>
        Download credentials…
      </MenuButton>
      <MenuLine />
      <MenuButton onClick={() => onShow('scale')} {...off(noChange)}>
        Change segments…
      </MenuButton>
      <MenuButton onClick={() => onShow('rebuild')} {...off(noChange)}>
        Rebuild cluster…
      </MenuButton>
      <MenuButton danger onClick={() => onShow('delete')} {...off(noDelete)}>
        Delete cluster…
      </MenuButton>
    </Menu>
  );
}
