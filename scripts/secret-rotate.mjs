/**
 * `npm run secret:rotate`: gives the installation another secret and seals its stored keys anew, while it runs or not.
 * `-- --end-sessions` signs everybody out as well.
 */
import path from 'node:path';
import { runCommand } from './start/command.mjs';
import { Refusal } from './common/run.mjs';
import { load, refuse } from './start/settings.mjs';

const usage = 'Usage: npm run secret:rotate [-- --end-sessions]';

/** What the person who gives the secret has to do now. */
function afterwards({ PUPPIS_SECRET: given, PUPPIS_OLD_SECRET: old, PUPPIS_DATA_DIR: folder }) {
  if (!given) return 'Every role has it already. Older backups open with the secret that is in them.';
  const file = old === 'file' ? ` and remove ${path.join(folder, 'secret')}` : '';
  return `Now take PUPPIS_OLD_SECRET out of the settings${file}; the next start does without.`;
}

await runCommand(async ({ root, settings, step, words }) => {
  const endSessions = words.includes('--end-sessions');
  if (words.some((word) => word !== '--end-sessions')) throw new Refusal(usage);
  const { rotateSecret } = await load(root, 'rotate-secret', 'lib/services/installation/rotate-secret.ts');
  const count = await step('Another secret', async ({ detail, say }) => {
    const told = (line) => (process.stdout.isTTY ? detail(line) : say(line));
    return rotateSecret(settings, { endSessions, say: told }).catch(refuse);
  });
  console.log(`${count} stored keys were sealed anew.${endSessions ? ' Everybody has to sign in again.' : ''}`);
  console.log(afterwards(settings));
});
