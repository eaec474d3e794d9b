import { randomBytes } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { DomainError } from '../../domain/errors';
import { seal, sealState, unseal } from '../../pki/seal';
import { loadSecret, secretFile } from '../../pki/secret';
import { readSecretFile, replaceSecretFile, secretBytes } from '../../pki/secret-file';
import { inTransaction, openDatabase } from '../../repositories/client';
import { withSealed, type SealedStore, type SealedText } from '../../repositories/sealed';
import { audit } from '../audit/record';
import { checkSecret, type InstallationSettings } from './check-secret';
import { newSessionKey } from './session-key';

/** One role has read a key, and will open it in a moment, with the old secret: so long that one is kept, in milliseconds. */
const graceMs = 10_000;
const mostRounds = 5;

export interface Rotation {
  /** Signs everybody out, for when the old secret may be known to somebody. */
  readonly endSessions?: boolean;
  /** Hears what is done next, and may return a promise that this is to wait for. */
  readonly say?: (step: string) => unknown;
  readonly graceMs?: number;
}

/**
 * Gives the installation another secret while its roles run: a new one in the secret file, or PUPPIS_SECRET in the place of
 * PUPPIS_OLD_SECRET. At each moment the secrets that roles can read open every stored key, so that it may be broken off
 * anywhere; the next rotation takes up what is left.
 * @returns how many keys were sealed anew
 * @throws DomainError not_ready, conflict (there is no other secret to go to); nothing was changed then
 */
export async function rotateSecret(settings: InstallationSettings, options: Rotation = {}): Promise<number> {
  if ((await checkSecret(settings)) === 0)
    throw new DomainError('not_ready', 'No key is stored here yet. Start Puppis once; it makes its secret then.');
  const resealed = await withSealed(settings.DATABASE_URL, async (store) => {
    await beginRotation(store, settings);
    if (await store.hasColumn('AuditEntry', 'action')) await auditRotation(settings, options);
    if (options.endSessions) await replaceSessionKey(store, settings);
    return finishRotation(store, settings, options);
  });
  return resealed ?? 0;
}

async function auditRotation({ DATABASE_URL: url }: InstallationSettings, { endSessions = false }: Rotation) {
  const db = openDatabase(url);
  const by = { actor: { kind: 'system', job: 'secret:rotate' }, now: () => new Date() } as const;
  const fact = { action: 'installation.rotate-secret', detail: { endSessions } } as const;
  await inTransaction(db, (tx) => audit(tx, by, fact)).finally(() => db.$disconnect());
}

/** From here on every role seals with the new secret. */
async function beginRotation(store: SealedStore, settings: InstallationSettings): Promise<void> {
  const file = secretFile(settings);
  if (!settings.PUPPIS_SECRET)
    return store.whileLocked(() =>
      replaceSecretFile(file, [randomBytes(secretBytes), ...(readSecretFile(file) ?? [])]),
    );
  if (settings.PUPPIS_OLD_SECRET) return;
  throw new DomainError(
    'conflict',
    'The secret is given by PUPPIS_SECRET, so the new one has to come from you: set PUPPIS_SECRET to the new one and\n' +
      'PUPPIS_OLD_SECRET to the one before, restart Puppis, and run this again. Nothing was changed.',
  );
}

async function finishRotation(store: SealedStore, settings: InstallationSettings, options: Rotation): Promise<number> {
  const { say = () => undefined, graceMs: grace = graceMs } = options;
  let resealed = 0;
  for (let round = 1; round <= mostRounds; round++) {
    await say('Sealing the stored keys anew');
    resealed += await resealAll(store, settings);
    if (settings.PUPPIS_SECRET) return resealed;
    await say('Waiting for what is under way with the old secret');
    await delay(grace);
    await say('Forgetting the old secret');
    if (await store.whileLocked((texts) => forgetOld(settings, texts))) return resealed;
  }
  throw new DomainError(
    'conflict',
    'Keys were stored without a pause. The old secret is still there: rotate again later.',
  );
}

const isOlder = (settings: InstallationSettings, { context, text }: SealedText) =>
  sealState(loadSecret(settings), context, text) === 'older';

async function resealAll(store: SealedStore, settings: InstallationSettings): Promise<number> {
  let resealed = 0;
  const older = (await store.list()).filter((row) => isOlder(settings, row));
  for (const row of older) {
    const secret = loadSecret(settings);
    if (await store.replace(row, seal(secret, row.context, unseal(secret, row.context, row.text)))) resealed++;
  }
  return resealed;
}

/** Under the lock nobody stores a key that the old secret sealed. @returns false when somebody did so before */
function forgetOld(settings: InstallationSettings, texts: readonly SealedText[]): boolean {
  if (texts.some((row) => isOlder(settings, row))) return false;
  const [newest] = loadSecret(settings);
  replaceSecretFile(secretFile(settings), [newest]);
  return true;
}

async function replaceSessionKey(store: SealedStore, settings: InstallationSettings): Promise<void> {
  const find = async () => (await store.list()).find(({ context }) => context.purpose === 'session-key');
  for (let row = await find(); row; row = await find())
    if (await store.replace(row, seal(loadSecret(settings), row.context, newSessionKey()))) return;
}
