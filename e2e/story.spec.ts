import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { checkLooks } from './support/checks';
import {
  createCluster,
  deleteCluster,
  fillInCluster,
  getAccess,
  phase,
  scale,
  untilActive,
  untilAtCluster,
} from './support/clusters';
import { holding } from './support/hold';
import { labelled } from './support/leftovers';
import { otherBrowser, signIn } from './support/people';
import { shell, succeed, type ShellOptions } from './support/shell';
import { openTerminal } from './support/terminal';
import { expect, product, test } from './support/test';

/** The main job, from the first visit to the last trace gone. Each step stands on the one before. */
test.describe.configure({ mode: 'serial' });

let page: Page;
let folder: string;
let bundle: string;
const name = 'argo';

/** A script in a person's shell after `source docker.env`. */
const docker = (script: string, options?: ShellOptions) =>
  succeed(`source '${bundle}/docker.env' && ${script}`, { cwd: folder, ...options });

test.beforeAll(async ({ browser }) => {
  folder = await mkdtemp(path.join(tmpdir(), 'puppis story '));
  page = await otherBrowser(browser);
  await signIn(page, product().admin);
});
test.afterAll(async () => {
  await page.context().close();
  await rm(folder, { recursive: true });
});

test('the first visit invites to make a cluster', async () => {
  await expect(page.getByRole('heading', { name: 'Your first cluster is seconds away' })).toBeVisible();
  await checkLooks(page, 'clusters-empty');
});

test('a name that cannot be is refused beside the field, and nothing is made', async () => {
  await fillInCluster(page, { name: 'Not A Name' });
  await page.getByRole('button', { name: 'Create cluster' }).click();
  await expect(page.getByLabel('Cluster name')).toHaveAttribute('aria-invalid', 'true');
  await checkLooks(page, 'create-refused');
  await page.getByLabel('Cluster name').fill('');
  await page.getByLabel('Cluster name').fill('Nor This');
  await page.getByRole('radio', { name: /^standard/ }).check(); // the click that ends the typing is not lost
  await expect(page.getByLabel('Cluster name')).toHaveAccessibleDescription(/^Not like this\. Lower-case/);
  await page.goto('/clusters');
  await expect(page.getByRole('heading', { name: 'Your first cluster is seconds away' })).toBeVisible();
});

test('two segments are made, and the page tells each step until the cluster is active', async () => {
  await createCluster(page, { name, segments: 2 });
  await untilActive(page);
  const events = page.getByRole('log');
  for (const step of [
    /Network .* is there/,
    'Engine n1 up',
    'Engine n2 up',
    'Swarm initialised',
    'n2 joined',
    'Endpoint',
  ])
    await expect(events.getByText(step).first()).toBeVisible(); // a step that took too long was tried again
  const segments = page.getByRole('table').getByRole('row');
  await expect(segments.filter({ hasText: 'argo-n1' })).toContainText(/manager.*ready/);
  await expect(segments.filter({ hasText: 'argo-n2' })).toContainText(/worker.*ready/);
  await checkLooks(page, 'cluster');
});

test('a second cluster of that name is refused', async () => {
  await fillInCluster(page, { name });
  await page.getByRole('button', { name: 'Create cluster' }).click();
  await expect(page.getByLabel('Cluster name')).toHaveAccessibleDescription(/already/);
});

test('its card says the same', async () => {
  await page.goto('/clusters');
  const card = page.getByRole('listitem').filter({ has: page.getByRole('heading', { name }) });
  await expect(card).toContainText('2 of 3');
  await expect(card.getByText('active', { exact: true })).toBeVisible();
  await checkLooks(page, 'clusters');
  await card.getByRole('button', { name: `Get Access to ${name}` }).click();
  await expect(page.getByRole('dialog')).toBeVisible();
  await checkLooks(page, 'get-access');
  await page.keyboard.press('Escape');
  await card.getByRole('link', { name }).click();
  await untilAtCluster(page);
});

test('Get Access gives a bundle that works from another folder, sourced twice', async () => {
  bundle = await getAccess(page, path.join(folder, 'my ships'));
  await expect(page.getByText('good until')).toBeVisible();
  expect(await docker("docker ps --format '{{.Names}}'")).toBe('');
  const script = `cd / && source '${bundle}/docker.env' && source '${bundle}/docker.env' && docker ps -q`;
  expect(await succeed(script)).toBe('');
  expect(await docker("docker node ls --format '{{.Hostname}} {{.Status}}' | sort")).toBe(
    'argo-n1 Ready\nargo-n2 Ready\n',
  );
  expect(await docker("docker info --format '{{.NCPU}} {{.MemTotal}}'")).toBe(`1 ${1024 ** 3}\n`);
});

test.describe('in every shell', () => {
  const loads = {
    bash: 'source ./docker.env',
    dash: '. ./docker.env',
    zsh: 'source ./docker.env',
    fish: 'source ./docker.fish',
  } as const;
  for (const [program, load] of Object.entries(loads))
    test(program, async () => {
      const options = { shell: program as keyof typeof loads, cwd: bundle };
      expect(await succeed(`${load}; docker node ls -q | wc -l`, options)).toMatch(/^\s*2\s*$/);
    });
});

test('docker run -it busybox, in a terminal', async () => {
  const script = `source '${bundle}/docker.env' && docker run -it --rm busybox`;
  await using terminal = openTerminal(['bash', '-c', script], { cwd: folder });
  await terminal.waitFor(/# /);
  terminal.type('echo $((6 * 7))\n');
  await terminal.waitFor(/42/);
  // docker tells the container how large the terminal is some time after it has started.
  terminal.type('until stty size | grep ^24; do sleep 1; done\n');
  await terminal.waitFor(/24 80/);
  terminal.type('exit\n');
  expect(await terminal.ended).toBe(0);
});

test('a service of four lands on both segments, on a network that spans them', async () => {
  await docker('docker network create -d overlay sea');
  await docker(
    'docker service create --detach=false --name crew --network sea --endpoint-mode dnsrr --replicas 4 busybox sleep 9999',
  );
  const places = await docker(
    "docker service ps crew --filter desired-state=running --format '{{.Node}}' | sort | uniq -c",
  );
  expect(places.replaceAll(/ +/g, ' ')).toBe(' 2 argo-n1\n 2 argo-n2\n');
  const one = '$(docker ps -q --filter label=com.docker.swarm.service.name=crew | head -1)';
  // The segments tell each other the addresses by and by.
  const addresses = `docker exec ${one} nslookup -type=a tasks.crew | grep -c '^Address: 10\\.'; true`;
  await expect.poll(() => docker(addresses)).toBe('4\n');
});

test('the autoscale switch keeps its state', async () => {
  const toggle = page.getByRole('switch', { name: `Autoscale of ${name}` });
  await toggle.click();
  await expect(toggle).toBeChecked();
  await expect(toggle).not.toHaveAttribute('aria-busy');
  await page.reload();
  await expect(toggle).toBeChecked();
  await expect(page.getByText(/good until .*, last used/)).toBeVisible();
  await toggle.click(); // or it would give a segment back ten minutes from now
  await expect(toggle).not.toBeChecked();
  await expect(toggle).not.toHaveAttribute('aria-busy');
});

test('its dialogs are right in every look', async () => {
  await page.getByRole('button', { name: 'Change' }).click();
  await page.getByRole('button', { name: 'One fewer (Number of segments)' }).click();
  await checkLooks(page, 'scale');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Actions' }).click();
  await page.getByRole('button', { name: 'Rebuild cluster…' }).click();
  await checkLooks(page, 'rebuild');
  await page.keyboard.press('Escape');
});

test('a change in one tab is seen in another without a reload', async () => {
  const other = await page.context().newPage();
  await other.goto('/clusters');
  await holding('worker', async () => {
    await scale(page, 'One more', /Add 1 segment/);
    await expect(other.getByText('growing', { exact: true })).toBeVisible();
    await expect(other.getByText('3 of 3', { exact: true })).toBeVisible();
  });
  await untilActive(page);
  await expect(other.getByText('active', { exact: true })).toBeVisible();
  await other.close();
  const roles = await docker("docker node ls --format '{{.ManagerStatus}}'");
  expect(roles.match(/Leader|Reachable/g)).toHaveLength(3);
});

test('shrinking moves the service, and the segment leaves in good order', async () => {
  await holding('worker', async () => {
    await scale(page, 'One fewer', /Remove 1 segment/);
    await expect(phase(page)).toHaveText('shrinking');
  });
  await untilActive(page);
  const names = page.getByRole('table').getByText(/^argo-n\d$/);
  await expect(names).toHaveCount(2); // which one goes depends on what is on them
  const stay = (await names.allInnerTexts()).sort().join('\n');
  expect(await docker("docker node ls --format '{{.Hostname}}' | sort")).toBe(`${stay}\n`);
  const running =
    "docker service ps crew --filter desired-state=running --format '{{.CurrentState}}' | grep -c ^Running; true";
  await expect.poll(() => docker(running)).toBe('4\n');
});

test('delete asks for the name, and afterwards nothing is left', async () => {
  expect(await labelled(product().installation)).not.toEqual([]);
  await page.getByRole('button', { name: 'Actions' }).click();
  await page.getByRole('button', { name: 'Delete cluster…' }).click();
  await checkLooks(page, 'delete');
  await page.keyboard.press('Escape');
  await deleteCluster(page, name);
  await expect(page.getByRole('heading', { name: 'Your first cluster is seconds away' })).toBeVisible();
  expect(await labelled(product().installation)).toEqual([]);
  const { code, stderr } = await shell(`source '${bundle}/docker.env' && docker ps`);
  expect(code).not.toBe(0);
  expect(stderr).not.toBe('');
});
