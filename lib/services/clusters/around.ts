import type { InstallationSettings } from '../../domain/installation';
import { currentHost, type HostRow } from '../../repositories/hosts';
import { userIdOf, type Context } from '../context';
import { installationSettings } from '../installation/settings';

/** What is known besides a cluster's row and goes into what is told of it. */
export interface Around {
  /** Who it is told to. */
  readonly viewerId: string;
  readonly host: HostRow | null;
  readonly installed: InstallationSettings;
  readonly now: Date;
}

export async function around(ctx: Context): Promise<Around> {
  const [host, installed] = await Promise.all([currentHost(ctx.db), installationSettings(ctx.db)]);
  return { viewerId: userIdOf(ctx), host, installed, now: ctx.now() };
}
