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

interface Held {
  readonly kind: string;
  readonly user: { readonly disabledAt: Date | null };
  readonly cluster: { readonly id: string; readonly deletedAt: Date | null };
  /** Null until the bundle was downloaded. */
  readonly fingerprint: string | null;
  readonly expiresAt: Date;
  readonly revokedAt: Date | null;
}

/**
 * What a credential is worth now. `blocked`: in date, but its holder is disabled, its cluster is being deleted, or it was signed
 * outside and somebody has the CA's key who is to keep out.
 */
export const credentialStates = ['active', 'blocked', 'pending', 'expired', 'revoked'] as const;
export type CredentialState = (typeof credentialStates)[number];

/** @param keptOut the clusters where what was signed outside is refused (lib/repositories/ca-key.ts) */
export function credentialState(row: Held, now: Date, keptOut: ReadonlySet<string>): CredentialState {
  const { fingerprint, expiresAt, revokedAt, kind, user, cluster } = row;
  if (revokedAt) return 'revoked';
  if (expiresAt <= now) return 'expired';
  if (user.disabledAt || cluster.deletedAt) return 'blocked';
  if (kind === 'outside' && keptOut.has(cluster.id)) return 'blocked';
  return fingerprint ? 'active' : 'pending';
}

/** Whose key it is: made here and handed over in the bundle, kept by its holder, or signed with the CA's key outside. */
export const credentialKinds = ['made', 'requested', 'outside'] as const;
export type CredentialKind = (typeof credentialKinds)[number];

/** What Get Access hands over: see lib/bundle/download.ts. */
export const bundleFormats = ['zip', 'context', 'ci'] as const;
export type BundleFormat = (typeof bundleFormats)[number];

const endings: Record<BundleFormat, string> = { zip: 'zip', context: 'dockercontext', ci: 'ci.txt' };
export const bundleFileName = (clusterName: string, format: BundleFormat): string =>
  `${clusterName}.${endings[format]}`;

/** A name for `docker context import`; contexts need two characters, clusters may have one. */
export const contextNameOf = (clusterName: string): string => `puppis-${clusterName}`;

/**
 * What a CI job runs first, with the value in its secret variable. `base64 -d` is what coreutils, busybox and macOS all know; their
 * shells' `echo` differ, `printf` does not.
 */
export const ciCommand = 'eval "$(printf %s "$PUPPIS_ACCESS" | base64 -d)"';

/** Those that are not longer than the longest that is allowed. */
export const livesUpTo = (longest: CredentialLife): CredentialLife[] =>
  lifeKeys.filter((life) => credentialLives[life].ms <= credentialLives[longest].ms);

interface Named {
  readonly name: string;
  readonly subject: string;
  readonly serial: string;
}

/** What people call it: by its name, or what its certificate says, or else by the first digits of its serial number. */
export const credentialTitle = ({ name, subject, serial }: Named): string => name || subject || serial.slice(0, 8);

const warnedMs = 7 * day;

/** Whether it is time for a new one: less than a week is left, or less than a fifth of a shorter life. */
export function endsSoon(createdAt: Date, expiresAt: Date, now: Date): boolean {
  const life = expiresAt.getTime() - createdAt.getTime();
  const left = expiresAt.getTime() - now.getTime();
  return left > 0 && left < Math.min(warnedMs, life / 5);
}
