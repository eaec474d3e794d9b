import { DomainError } from '../../domain/errors';
import type { Plan, Room } from '../../domain/plans';
import { env } from '../../env';
import type { Queries } from '../../repositories/client';
import { allocations } from '../../repositories/clusters';
import { currentHost } from '../../repositories/hosts';

/** The configured plan `key`. @throws DomainError invalid beside the field `plan` */
export function planOf(key: string): Plan {
  const plan = env().PUPPIS_PLANS.find((candidate) => candidate.key === key);
  if (!plan) throw new DomainError('invalid', 'Choose one of the plans.', 'plan');
  return plan;
}

/** The host's size and what all clusters were promised of it. @throws DomainError not_ready before the worker saw a host */
export async function hostRoom(db: Queries): Promise<Room> {
  const host = await currentHost(db);
  if (!host)
    throw new DomainError(
      'not_ready',
      'Puppis has not reached a Docker engine yet. Try again in a few seconds; if this stays, look at the worker’s log.',
    );
  const given = await allocations(db);
  const memory = new Map(env().PUPPIS_PLANS.map((plan) => [plan.key, plan.memoryBytes]));
  const promisedBytes = given.reduce((sum, row) => sum + row.segments * (memory.get(row.plan) ?? 0), 0);
  return { hostCpus: host.cpus, hostMemoryBytes: Number(host.memoryBytes), promisedBytes };
}
