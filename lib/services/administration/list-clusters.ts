import { listEveryCluster } from '../../repositories/held';
import type { HeldClusterDto } from '../../schemas/administration';
import { around } from '../clusters/around';
import { clusterDto } from '../clusters/dto';
import { requireAdmin, type Context } from '../context';

/** Every cluster of the installation, oldest first, those being deleted too. @throws DomainError forbidden */
export async function listEveryonesClusters(ctx: Context): Promise<HeldClusterDto[]> {
  requireAdmin(ctx);
  const [rows, known] = await Promise.all([listEveryCluster(ctx.db), around(ctx)]);
  return rows.map((row) => {
    const { id, name, plan, segments, phase, reason, createdAt, endpoint } = clusterDto(
      { ...row, role: 'owner', holder: row.owner.email },
      known,
    );
    return {
      ...{ id, name, plan: plan.key, segments, phase, reason, createdAt },
      holder: { email: row.owner.email, disabled: row.owner.disabledAt !== null },
      endpoint: { ...endpoint, trouble: row.endpointTrouble },
    };
  });
}
