/** `npm run test:vm`: `npm start` and the main story on a fresh Debian 13 machine. Slow: everything in it is emulated. */
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { Refusal, run } from './common/run.mjs';
import { openSteps } from './common/steps.mjs';
import { startMachine } from './vm/machine.mjs';

const root = path.resolve(import.meta.dirname, '..');
const step = openSteps();
const startMs = 90 * 60_000; // half an hour on two idle cores

/** What is committed here, as a fresh clone there. */
async function putClone(machine) {
  const bundle = path.join(tmpdir(), `puppis-${process.pid}.bundle`);
  await run('git', ['bundle', 'create', bundle, 'HEAD'], { cwd: root });
  await machine.put(bundle, '/root/puppis.bundle');
  await rm(bundle);
  await machine.ssh('git clone -q /root/puppis.bundle /root/puppis');
}

/** Of a program that the emulator, not a mistake of its own, brought down: V8's compiler and TCG's threads do so at times. */
const struck = /stopped by SIG(ILL|SEGV)|signal=(ILL|SEGV)/;

/**
 * `npm start` as a service of systemd, as an operator would have it; resolves when it says that it is ready. Struck down by the
 * emulator, it is started again: it goes on where it was.
 */
async function start(machine, detail, tries = 3) {
  const settings = '--setenv=PUPPIS_ADMIN_EMAIL=admin@example.org --setenv=PUPPIS_ADMIN_PASSWORD=correct-horse-1';
  const certificates = '$(sed -n "s/^NODE_EXTRA/--setenv=NODE_EXTRA/p" /etc/environment)';
  const unit = `--unit=puppis --working-directory=/root/puppis --setenv=HOME=/root ${settings} ${certificates}`;
  await machine.ssh(`systemctl reset-failed puppis 2>/dev/null; systemd-run --quiet ${unit} npm start`);
  for (const end = Date.now() + startMs; Date.now() < end; await delay(3000)) {
    const log = await machine.ssh('journalctl -u puppis -b -o cat --no-pager -n 200');
    if (log.includes('Puppis is ready')) return;
    if ((await machine.ssh('systemctl is-active puppis || true')).trim() === 'failed') {
      if (tries > 1 && struck.test(log)) return start(machine, detail, tries - 1);
      throw new Refusal(`npm start failed:\n${log}`);
    }
    detail(log.trimEnd().split('\n').at(-1) ?? '');
  }
  throw new Refusal('npm start was not ready in time.');
}

const story = async (machine, part) => {
  const line = `cd /root/puppis && . /etc/environment; export NODE_EXTRA_CA_CERTS; node --import tsx scripts/vm/story.ts ${part}`;
  console.log((await machine.ssh(line)).trimEnd());
};

const machine = await step('A fresh Debian 13 machine', ({ detail }) => startMachine(detail));
for (const signal of ['SIGINT', 'SIGTERM'])
  process.once(signal, () => void machine.stop().then(() => process.exit(130)));
try {
  await step('A clone of this commit', () => putClone(machine));
  await step('npm start', ({ detail }) => start(machine, detail));
  await step('The story', () => story(machine, 'before'));
  await step('A reboot', () => machine.reboot());
  await step('npm start, again', ({ detail }) => start(machine, detail));
  await step('The story goes on', () => story(machine, 'after'));
  console.log('\nEverything holds.');
} catch (error) {
  console.error(error.name === 'Refusal' ? error.message : error);
  process.exitCode = 1;
} finally {
  await machine.stop();
}
