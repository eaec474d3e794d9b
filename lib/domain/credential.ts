const hour = 60 * 60 * 1000;
const day = 24 * hour;

/** How long a credential may live, shortest first: milliseconds, and words for people. */
export const credentialLives = {
  '1h': { ms: hour, words: '1 hour' },
  '1d': { ms: day, words: '1 day' },
  '30d': { ms: 30 * day, words: '30 days' },
  '1y': { ms: 365 * day, words: '1 year' },
} as const;
export type CredentialLife = keyof typeof credentialLives;

export const lifeKeys = Object.keys(credentialLives) as [CredentialLife, ...CredentialLife[]];
export const defaultLife: CredentialLife = '30d';

/** Those that are not longer than the longest that is allowed. */
export const livesUpTo = (longest: CredentialLife): CredentialLife[] =>
  lifeKeys.filter((life) => credentialLives[life].ms <= credentialLives[longest].ms);

/** What people call it: by its name, or else by the first digits of its serial number. */
export const credentialTitle = ({ name, serial }: { readonly name: string; readonly serial: string }): string =>
  name === '' ? serial.slice(0, 8) : name;

const warnedMs = 7 * day;

/** Whether it is time for a new one: less than a week is left, or less than a fifth of a shorter life. */
export function endsSoon(createdAt: Date, expiresAt: Date, now: Date): boolean {
  const life = expiresAt.getTime() - createdAt.getTime();
  const left = expiresAt.getTime() - now.getTime();
  return left > 0 && left < Math.min(warnedMs, life / 5);
}
