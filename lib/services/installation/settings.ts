import type { InstallationKey, InstallationSettings } from '../../domain/installation';
import { env } from '../../env';
import type { Queries } from '../../repositories/client';
import { readSettings } from '../../repositories/settings';
import { installationKeys, installationValues } from '../../schemas/installation';

/** Where the database has what an administrator set over the environment. */
export const storedKey = (key: InstallationKey) => `set:${key}`;

/** What holds unless an administrator set something else. */
export function environmentSettings(): InstallationSettings {
  return {
    signUp: env().PUPPIS_SIGNUP,
    maxClusters: env().PUPPIS_MAX_CLUSTERS,
    maxSegments: env().PUPPIS_MAX_SEGMENTS,
    maxCredentialLife: env().PUPPIS_MAX_CREDENTIAL_LIFE,
    caKeyInBundles: env().PUPPIS_CA_KEY_IN_BUNDLES,
  };
}

/** Only what an administrator set. A stored value that is none any more (of an older version) counts as not set. */
export async function settingsSet(db: Queries): Promise<Partial<InstallationSettings>> {
  const stored = await readSettings(db, installationKeys.map(storedKey));
  const found = installationKeys.flatMap((key) => {
    const value = installationValues[key].safeParse(stored.get(storedKey(key)));
    return value.success ? [[key, value.data] as const] : [];
  });
  return Object.fromEntries(found);
}

/** What holds now: what an administrator set, and the environment's for the rest. */
export async function installationSettings(db: Queries): Promise<InstallationSettings> {
  return { ...environmentSettings(), ...(await settingsSet(db)) };
}
