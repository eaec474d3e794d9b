import type { ServedRow } from '../repositories/served';
import { Buckets } from './buckets';
import type { GatewayLimits } from './limits';
import type { Refusal } from './refuse';
import { Seats } from './seats';

const tooFast: Refusal = {
  status: 429,
  reason: 'too many connections of the account in a short time',
  message: 'Your account opens connections faster than Puppis takes them. Wait a few seconds.',
};

const full = (name: string, most: number): Refusal => ({
  status: 503,
  reason: 'too many connections to the cluster',
  message:
    `${name} has ${most} connections open, and takes no more. End what follows or waits, such as docker logs -f, ` +
    'docker events and attached containers; an administrator can raise PUPPIS_MAX_CONNECTIONS.',
});

/** How many connections are let through: so fast for an account, so many for a cluster. */
export class Crowd {
  private readonly accounts: Buckets;
  private readonly seats: Seats;

  constructor(private readonly limits: Pick<GatewayLimits, 'account' | 'connections'>) {
    this.accounts = new Buckets(limits.account);
    this.seats = new Seats(limits.connections);
  }

  /** Takes a place, which its holder must `leave`. @returns why there is none, if there is none */
  join({ userId, clusterId, cluster }: ServedRow, now: number): Refusal | undefined {
    if (!this.accounts.take(userId, now)) return tooFast;
    return this.seats.take(clusterId) ? undefined : full(cluster.name, this.limits.connections);
  }

  leave(clusterId: string): void {
    this.seats.leave(clusterId);
  }
}
