import { DomainError } from '../../domain/errors';
import { sealState } from '../../pki/seal';
import { knownSecrets, loadSecret, secretFile, type Secret, type SecretSettings } from '../../pki/secret';
import { makeSecretFile } from '../../pki/secret-file';
import { withSealed, type SealedText } from '../../repositories/sealed';

export type InstallationSettings = SecretSettings & { readonly DATABASE_URL: string };

/**
 * Before anything else at a start: whether the secret is the one that the stored keys were sealed with. Changes nothing, and
 * asks the database as it is, before it is migrated.
 * @returns how many keys are stored
 * @throws DomainError not_ready in words for whoever runs this installation
 */
export async function checkSecret(settings: InstallationSettings): Promise<number> {
  const texts = (await withSealed(settings.DATABASE_URL, (store) => store.list())) ?? [];
  const secrets = knownSecrets(settings);
  const strangers = texts.filter(({ context, text }) => sealState(secrets, context, text) === 'unknown');
  if (strangers.length > 0)
    throw new DomainError('not_ready', secrets.length === 0 ? missing(settings) : wrong(settings, texts, strangers));
  return texts.length;
}

/** As `checkSecret`; the very first start, when no key is stored yet, makes the secret where the settings give none. */
export async function settleSecret(settings: InstallationSettings): Promise<Secret> {
  await checkSecret(settings);
  if (!settings.PUPPIS_SECRET) makeSecretFile(secretFile(settings));
  return loadSecret(settings);
}

const nothingChanged = 'Nothing was changed.';

const missing = (settings: SecretSettings) =>
  `The secret that the stored keys were sealed with is missing: there is no ${secretFile(settings)}, and PUPPIS_SECRET is not set.\n` +
  'Put the file back from a backup, or set PUPPIS_SECRET to what it was. A new secret would open none of the keys.\n' +
  nothingChanged;

function wrong(settings: SecretSettings, texts: readonly SealedText[], strangers: readonly SealedText[]): string {
  const source = settings.PUPPIS_SECRET ? 'PUPPIS_SECRET' : secretFile(settings);
  const what =
    strangers.length === texts.length ? 'the stored keys' : `${strangers.length} of ${texts.length} stored keys`;
  const remedy = settings.PUPPIS_SECRET
    ? wrongSetting(settings, strangers)
    : 'Put back the file that belongs to this database.';
  return `${source} is not the secret that ${what} were sealed with.\n${remedy}\n${nothingChanged}`;
}

function wrongSetting(settings: SecretSettings, strangers: readonly SealedText[]): string {
  const inFile = knownSecrets({ PUPPIS_DATA_DIR: settings.PUPPIS_DATA_DIR });
  if (strangers.every(({ context, text }) => sealState(inFile, context, text) !== 'unknown'))
    return (
      `The one in ${secretFile(settings)} is. Unset PUPPIS_SECRET; or, to use it from now on, set PUPPIS_OLD_SECRET=file as well,\n` +
      'start again, and run npm run secret:rotate.'
    );
  return (
    'Set it to what it was. To change it, give the former one as PUPPIS_OLD_SECRET as well, start again, and run\n' +
    'npm run secret:rotate.'
  );
}
