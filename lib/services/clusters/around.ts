import type { InstallationSettings } from '../../domain/installation';
import { currentHost, type HostRow } from '../../repositories/hosts';
import type { Context } from '../context';
import { installationSettings } from '../installation/settings';

/** What is known besides a cluster's row and goes into what is told of it. */
export interface Around {
  readonly host: HostRow | null;
  readonly installed: InstallationSettings;
  readonly now: Date;
}

export async function around({ db, now }: Context): Promise<Around> {
  const [host, installed] = await Promise.all([currentHost(db), installationSettings(db)]);
  return { host, installed, now: now() };
}
