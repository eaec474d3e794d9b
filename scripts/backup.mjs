/** `npm run backup -- FILE`: a copy of the database and the secret in one .tar.gz, while Puppis runs or not. */
import path from 'node:path';
import { Refusal } from './common/run.mjs';
import { runCommand } from './start/command.mjs';
import { load, refuse } from './start/settings.mjs';
import { packBackup } from './backup/pack.mjs';

const here = process.env.INIT_CWD ?? process.cwd(); // npm goes to the project's folder first
const usage = `Usage: npm run backup -- FILE

FILE (such as /srv/backups/puppis-2026-11-25.tar.gz) must not be there yet.`;

await runCommand(async ({ root, settings, step, words }) => {
  if (words.length !== 1 || words[0].startsWith('-')) throw new Refusal(usage);
  const file = path.resolve(here, words[0]);
  const { backUp } = await load(root, 'back-up', 'lib/services/installation/back-up.ts');
  const { keys, secret } = await step(`Backup to ${file}`, () =>
    packBackup(file, (folder) => backUp(settings, folder).catch(refuse)),
  );
  console.log(`It holds the database with ${keys} sealed keys, all of which open${secret ? ', and the secret' : ''}.`);
  if (secret) console.log('Whoever has the file can open the keys: keep it as you would a password.');
  else console.log('PUPPIS_SECRET is not in it: keep it somewhere else. Without it the keys do not open.');
});
