import { hkdfSync } from 'node:crypto';
import path from 'node:path';
import { readSecretFile, secretBytes } from './secret-file';

/** The settings that say where the secret is (README, "The secret"). */
export interface SecretSettings {
  readonly PUPPIS_SECRET?: string;
  readonly PUPPIS_OLD_SECRET?: string;
  readonly PUPPIS_DATA_DIR: string;
}

/** The first one seals. The others only open, while an installation goes from one to the next. 32 bytes each. */
export type Secret = readonly [Buffer, ...Buffer[]];

export const secretFile = ({ PUPPIS_DATA_DIR }: SecretSettings): string => path.join(PUPPIS_DATA_DIR, 'secret');

/**
 * The installation's secret: derived from PUPPIS_SECRET, else read from `<data dir>/secret`; then PUPPIS_OLD_SECRET. Read
 * anew for each use, so that a rotation reaches every role at once.
 * @throws Error when there is none, or the file holds something else
 */
export function loadSecret(settings: SecretSettings): Secret {
  const [newest, ...older] = ownSecrets(settings);
  if (!newest)
    throw new Error(`There is no secret in ${secretFile(settings)}. Start Puppis with npm start, which makes it.`);
  return [newest, ...older, ...oldSecrets(settings)];
}

/** As `loadSecret`, but empty where there is none. */
export const knownSecrets = (settings: SecretSettings): readonly Buffer[] => [
  ...ownSecrets(settings),
  ...oldSecrets(settings),
];

function ownSecrets(settings: SecretSettings): Buffer[] {
  const { PUPPIS_SECRET: given } = settings;
  return given ? [secretOf(given)] : (readSecretFile(secretFile(settings)) ?? []);
}

function oldSecrets(settings: SecretSettings): Buffer[] {
  const { PUPPIS_OLD_SECRET: old } = settings;
  if (!old) return [];
  return old === 'file' ? (readSecretFile(secretFile(settings)) ?? []) : [secretOf(old)];
}

/** A secret of its own for one use named by `label`, base64url; it tells nothing about `secret` or other labels. */
export const deriveSecret = ([newest]: Secret, label: string): string =>
  hkdf(newest, `puppis derived v1 ${label}`).toString('base64url');

const secretOf = (text: string) => hkdf(text, 'puppis secret v1');
const hkdf = (material: Buffer | string, info: string) =>
  Buffer.from(hkdfSync('sha256', material, '', info, secretBytes));
