import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { checkLooks } from './support/checks';
import { createCluster, deleteCluster, getAccess, untilActive } from './support/clusters';
import { otherBrowser, signIn } from './support/people';
import { shell, succeed } from './support/shell';
import { expect, product, test } from './support/test';

let folder: string;
let page: Page;
let id: string;

test.describe.configure({ mode: 'serial' });
test.beforeAll(async ({ browser }) => {
  folder = await mkdtemp(path.join(tmpdir(), 'puppis-access-'));
  page = await otherBrowser(browser);
  await signIn(page, product().admin);
  id = await createCluster(page, { name: 'quay' });
  await untilActive(page);
});
test.afterAll(async () => {
  await page.reload(); // whatever dialog is open
  await deleteCluster(page, 'quay');
  await page.context().close();
  await rm(folder, { recursive: true });
});

/** Opens Get Access at one of its tabs. */
async function open(way: string) {
  await page.getByRole('button', { name: 'Get Access' }).click();
  await page.getByRole('tab', { name: way }).click();
}

/** Presses the download button, saves what comes, and closes the dialog. @returns the file */
async function download(name: string): Promise<string> {
  const downloading = page.waitForEvent('download');
  await page.getByRole('button', { name: `Download ${name}` }).click();
  const file = path.join(folder, name);
  await (await downloading).saveAs(file);
  await page.getByRole('button', { name: 'Done' }).click();
  return file;
}

/** The text of the dialog's command that is copied by this button. */
const command = (what: string) =>
  page
    .getByRole('button', { name: `Copy ${what}` })
    .locator('xpath=../code')
    .innerText();

test('as a docker context: one command imports it', async () => {
  await open('Docker context');
  await checkLooks(page, 'access-context');
  const [take, use, leave] = [
    await command('the import command'),
    await command('the first docker command'),
    await command('the command that takes it back'),
  ];
  await download('quay.dockercontext');
  const config = path.join(folder, 'docker config');
  await mkdir(config);
  const inConfig = (line: string) => succeed(`export DOCKER_CONFIG='${config}'; ${line}`, { cwd: folder });
  await inConfig(take);
  expect(await inConfig(use.replace('run -it busybox', "node ls --format '{{.Hostname}}'"))).toBe('quay-n1\n');
  await inConfig(leave);
  expect(await inConfig("docker context ls --format '{{.Name}}'")).toBe('default\n');
});

test('for a CI job: one variable, one line', async () => {
  await open('CI job');
  await checkLooks(page, 'access-ci');
  const line = await command('the line for the job');
  const file = await download('quay.ci.txt');
  const PUPPIS_ACCESS = (await readFile(file, 'utf8')).trim();
  const job = `${line} && docker node ls --format '{{.Hostname}}' && puppis_undo && echo "[$DOCKER_HOST]"`;
  expect(await succeed(`export PUPPIS_ACCESS='${PUPPIS_ACCESS}'; ${job}`, { cwd: folder })).toBe('quay-n1\n[]\n');
});

test('with a key of one’s own: the request goes up, the certificate comes down', async () => {
  await open('Your own key');
  const place = path.join(folder, 'own');
  await mkdir(place);
  await succeed(await command('the command that makes them'), { cwd: place });
  await page.getByLabel('Certificate request').fill('please');
  await page.getByRole('button', { name: 'Download quay.zip' }).click();
  await expect(page.getByText(/This is not a certificate request/)).toBeVisible();
  await page.getByLabel('Or read it from a file').setInputFiles(path.join(place, 'request.pem'));
  await expect(page.getByLabel('Certificate request')).toHaveValue(/BEGIN CERTIFICATE REQUEST/);
  await page.getByLabel('Name (optional)').fill('token');
  await checkLooks(page, 'access-own-key');
  const load = await command('the commands');
  await download('quay.zip');
  await succeed(`mv '${folder}/quay.zip' .`, { cwd: place });
  expect(await succeed(`${load} && docker node ls --format '{{.Hostname}}'`, { cwd: place })).toMatch(/^quay-n1$/m);
  await expect(page.getByText(/Own key of/)).toBeVisible();
});

test('another CA: old bundles end, new ones work at once, what runs never notices', async () => {
  const old = await getAccess(page, path.join(folder, 'old'));
  await succeed(`. '${old}/docker.env' && docker run -d --name pier busybox sleep 9999`);
  const seen = "docker inspect -f '{{.Id}} {{.State.StartedAt}} {{.State.Running}}' pier";
  const before = await succeed(`. '${old}/docker.env' && ${seen}`);
  const endpoint = await succeed(`. '${old}/docker.env' && echo $DOCKER_HOST`);

  await page.getByRole('button', { name: 'Actions' }).click();
  await page.getByRole('button', { name: 'Rotate the CA…' }).click();
  await checkLooks(page, 'rotate');
  await page.getByRole('button', { name: 'Rotate the CA', exact: true }).click();
  await expect(page.getByText('Rotated the CA: every credential so far has ended.').first()).toBeVisible();
  const log = path.join(product().dataDir, 'logs/gateway.log');
  await expect.poll(() => readFile(log, 'utf8')).toMatch(new RegExp(`"${id}".*certificate renewed`));
  const fresh = await getAccess(page, path.join(folder, 'fresh'));
  expect(await succeed(`. '${fresh}/docker.env' && ${seen}`)).toBe(before);
  expect(await succeed(`. '${fresh}/docker.env' && echo $DOCKER_HOST`)).toBe(endpoint);
  const refused = await shell(`. '${old}/docker.env' && docker ps`);
  expect(refused.code).not.toBe(0);
  expect(refused.stderr).toMatch(/certificate/);
});
