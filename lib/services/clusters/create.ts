import { DomainError } from '../../domain/errors';
import { newId } from '../../domain/id';
import { whyNoRoom } from '../../domain/plans';
import { freeSubnet } from '../../domain/subnets';
import { many } from '../../domain/words';
import { env } from '../../env';
import { inTransaction, type Queries } from '../../repositories/client';
import { allocations, insertCluster, listClustersOf } from '../../repositories/clusters';
import { appendEvent } from '../../repositories/events';
import { createClusterInput, type CreateClusterInput } from '../../schemas/cluster';
import { audit } from '../audit/record';
import { userIdOf, type Context } from '../context';
import { newAuthority } from './authority';
import { effectiveLimits } from './limits';
import { hostRoom, planOf } from './room';

/** @throws DomainError name_taken, limit_reached; beside the name what no plan and no size would change */
async function checkOwn(db: Queries, ownerId: string, input: { name: string; segments: number }) {
  const own = await listClustersOf(db, ownerId);
  const limits = await effectiveLimits(db, ownerId);
  if (own.some((cluster) => cluster.name === input.name))
    throw new DomainError('name_taken', `You already have a cluster named ${input.name}.`, 'name');
  if (own.length >= limits.clusters)
    throw new DomainError(
      'limit_reached',
      `You have ${own.length} of ${limits.clusters} clusters. Delete one, or ask an administrator for more.`,
      'name',
    );
  if (input.segments > limits.segmentsPerCluster)
    throw new DomainError(
      'limit_reached',
      `A cluster of yours may have up to ${limits.segmentsPerCluster} segments.`,
      'segments',
    );
}

/** A port and a subnet that no cluster has. @throws DomainError no_room */
async function freeAddresses(db: Queries) {
  const given = await allocations(db);
  const ports = new Set(given.map((row) => row.gatewayPort));
  const { first, last } = env().PUPPIS_GATEWAY_PORTS;
  let gatewayPort = first;
  while (ports.has(gatewayPort)) gatewayPort++;
  const subnet = freeSubnet(env().PUPPIS_SUBNET_POOL, new Set(given.map((row) => row.subnet)));
  if (gatewayPort > last || !subnet)
    throw new DomainError(
      'no_room',
      'Every address this installation may give to clusters is in use. An administrator can widen PUPPIS_GATEWAY_PORTS or PUPPIS_SUBNET_POOL.',
      'name',
    );
  return { gatewayPort, subnet };
}

/**
 * Writes the wish for a new cluster; the worker builds it.
 * @throws DomainError invalid, name_taken, limit_reached, no_room, not_ready; nothing was made then
 */
export async function createCluster(ctx: Context, raw: CreateClusterInput): Promise<{ id: string }> {
  const ownerId = userIdOf(ctx);
  const input = createClusterInput.parse(raw);
  const plan = planOf(input.plan);
  const id = newId();
  const createdAt = ctx.now();
  await inTransaction(ctx.db, async (tx) => {
    await checkOwn(tx, ownerId, input);
    const reason = whyNoRoom(plan, input.segments, await hostRoom(tx));
    if (reason) throw new DomainError('no_room', reason, 'plan');
    const addresses = await freeAddresses(tx);
    const authority = newAuthority(id, input.name, createdAt);
    await insertCluster(tx, { id, ownerId, createdAt, authority, ...input, ...addresses });
    const size = many(input.segments, `${plan.key} segment`);
    await appendEvent(tx, {
      cluster: { id, ownerId },
      step: 'spec',
      message: `Asked for ${input.name} with ${size}.`,
      at: createdAt,
    });
    const { name, plan: planKey, segments, autoscale } = input;
    const detail = { plan: planKey, segments, autoscale };
    await audit(tx, ctx, { action: 'cluster.create', cluster: { id, name }, subject: name, detail });
  });
  return { id };
}
