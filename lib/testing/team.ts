import type { Role } from '../domain/role';
import type { Context } from '../services/context';
import { inviteMember } from '../services/members/invite';
import { createCluster } from '../services/clusters/create';
import type { Database } from '../repositories/client';
import { testPerson } from './people';

/** Somebody in a test, and the cluster that they have to do with. */
export interface TeamPerson {
  readonly ctx: Context;
  readonly id: string;
  readonly email: string;
}

/** People: a holder who may make many clusters, one for each role, and a stranger. */
export async function testTeam(db: Database, now?: () => Date) {
  const person = async (own = {}): Promise<TeamPerson> => {
    const { user, ctx } = await testPerson(db, now, own);
    return { ctx, id: user.id, email: user.email };
  };
  const holder = await person({ maxClusters: 500 });
  const [owner, operator, viewer, stranger] = [await person(), await person(), await person(), await person()];
  const members: Record<Role, TeamPerson> = { owner, operator, viewer };
  /** Makes a cluster that the holder shares with one person of each role. @returns its id */
  const share = async (name: string): Promise<string> => {
    const { id: clusterId } = await createCluster(holder.ctx, { name, plan: 'small', segments: 1 });
    for (const [role, { email }] of Object.entries(members) as [Role, TeamPerson][])
      await inviteMember(holder.ctx, { clusterId, email, role });
    return clusterId;
  };
  return { holder, ...members, stranger, share };
}
