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
  await machine.ssh('git clone -q /root/puppis.bundle /opt/puppis');
}

/** Of a program that the emulator, not a mistake of its own, brought down: V8's compiler and TCG's threads do so at times. */
const struck = /stopped by SIG(ILL|SEGV)|signal=(ILL|SEGV)/;

/** The unit that the README names, with settings in `.env`, and what this machine needs to trust a private registry. */
async function install(machine) {
  const lines = [
    "printf '%s\\n' PUPPIS_ADMIN_EMAIL=admin@example.org PUPPIS_ADMIN_PASSWORD=correct-horse-1 > /opt/puppis/.env",
    'cp /opt/puppis/docs/puppis.service /etc/systemd/system/',
    'mkdir /etc/systemd/system/puppis.service.d',
    "printf '[Service]\\nEnvironmentFile=-/etc/environment\\n' > /etc/systemd/system/puppis.service.d/vm.conf",
    'systemctl daemon-reload',
    'systemctl enable -q --now puppis',
  ];
  await machine.ssh(lines.join(' && '));
}

/**
 * Resolves when the service says, since this boot, that it is ready. Struck down by the emulator, systemd starts it again, and it goes
 * on where it was; `strikes`: how often that is borne.
 */
async function untilReady(machine, detail, strikes = 2) {
  let borne = 0;
  for (const end = Date.now() + startMs; Date.now() < end; await delay(3000)) {
    const log = await machine.ssh('journalctl -u puppis -b -o cat --no-pager -n 200');
    if (log.includes('Puppis is ready')) return;
    const restarts = Number(await machine.ssh('systemctl show -p NRestarts --value puppis'));
    if (restarts > borne && (restarts > strikes || !struck.test(log))) throw new Refusal(`npm start failed:\n${log}`);
    borne = restarts;
    detail(log.trimEnd().split('\n').at(-1) ?? '');
  }
  throw new Refusal('npm start was not ready in time.');
}

const story = async (machine, part) => {
  const line = `cd /opt/puppis && . /etc/environment; export NODE_EXTRA_CA_CERTS; node --import tsx scripts/vm/story.ts ${part}`;
  console.log((await machine.ssh(line)).trimEnd());
};

const machine = await step('A fresh Debian 13 machine', ({ detail }) => startMachine(detail));
for (const signal of ['SIGINT', 'SIGTERM'])
  process.once(signal, () => void machine.stop().then(() => process.exit(130)));
try {
  await step('A clone of this commit', () => putClone(machine));
  await step('The service, enabled', () => install(machine));
  await step('npm start', ({ detail }) => untilReady(machine, detail));
  await step('The story', () => story(machine, 'before'));
  await step('A reboot', () => machine.reboot());
  await step('npm start, by systemd alone', ({ detail }) => untilReady(machine, detail));
  await step('The story goes on', () => story(machine, 'after'));
  console.log('\nEverything holds.');
} catch (error) {
  console.error(error.name === 'Refusal' ? error.message : error);
  process.exitCode = 1;
} finally {
  await machine.stop();
}
