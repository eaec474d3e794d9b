import { execFileSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { createCluster, deleteCluster, getAccess, untilActive } from './support/clusters';
import { otherBrowser, signIn, signUp } from './support/people';
import { shell } from './support/shell';
import { expect, product, test } from './support/test';

/** Two people with a cluster each: the bundle of the one opens nothing of the other's. What they may ask the panel: doors.spec.ts. */
test.describe.configure({ mode: 'serial' });

const mallory = { email: 'mallory@example.org', password: 'an anchor of lead' };
let folder: string;
let owner: Page;
let stranger: Page;
const ids = { owner: '', stranger: '' };
const bundles = { owner: '', stranger: '' };

test.beforeAll(async ({ browser }) => {
  folder = await mkdtemp(path.join(tmpdir(), 'puppis-strangers-'));
  [owner, stranger] = [await otherBrowser(browser), await otherBrowser(browser)];
  await Promise.all([signIn(owner, product().admin), signUp(stranger, mallory)]);
  [ids.owner, ids.stranger] = await Promise.all([
    createCluster(owner, { name: 'mine' }),
    createCluster(stranger, { name: 'mine' }),
  ]);
  await Promise.all([untilActive(owner), untilActive(stranger)]);
});
test.afterAll(async () => {
  await Promise.all([owner.context().close(), stranger.context().close()]);
  await rm(folder, { recursive: true });
});

test('each bundle opens its own cluster only', async () => {
  for (const [who, page] of [
    ['owner', owner],
    ['stranger', stranger],
  ] as const) {
    await page.goto(`/clusters/${ids[who]}`);
    bundles[who] = await getAccess(page, path.join(folder, who));
    expect((await shell(`. '${bundles[who]}/docker.env' && docker ps`)).code).toBe(0);
  }
  const crossed =
    `. '${bundles.owner}/docker.env' && docker --tlscacert '${bundles.owner}/ca.pem' ` +
    `--tlscert '${bundles.stranger}/cert.pem' --tlskey '${bundles.stranger}/key.pem' ps`;
  const { code, stderr } = await shell(crossed);
  expect(code).not.toBe(0);
  expect(stderr).toContain('This endpoint takes only certificates of its own cluster');
});

test('without a certificate the gateway says so in words', async () => {
  const ask =
    "printf 'GET /_ping HTTP/1.1\\r\\nHost: cluster\\r\\n\\r\\n' | openssl s_client -quiet -CAfile ca.pem -connect";
  const { stdout } = await shell(`. ./docker.env && ${ask} "\${DOCKER_HOST#tcp://}"`, { cwd: bundles.owner });
  expect(stdout).toContain('Use the bundle of this cluster');
});

test('an expired certificate is refused, and one signed with the ca-key.pem is let in and listed', async () => {
  const sign = (days: string) => {
    const openssl = (...args: string[]) => execFileSync('openssl', args, { cwd: bundles.owner, stdio: 'pipe' });
    openssl('req', '-new', '-key', 'key.pem', '-subj', '/CN=self', '-out', 'self.csr');
    const ca = ['-CA', 'ca.pem', '-CAkey', 'ca-key.pem', '-CAcreateserial'];
    openssl('x509', '-req', '-in', 'self.csr', ...ca, '-days', days, '-out', 'self.pem');
    return shell(`. ./docker.env && docker --tlscacert ca.pem --tlscert self.pem --tlskey key.pem ps`, {
      cwd: bundles.owner,
    });
  };
  expect((await sign('-1')).stderr).toContain('has expired');
  expect((await sign('1')).code).toBe(0);
  await owner.goto(`/clusters/${ids.owner}`);
  await expect(owner.getByText(/Signed outside with the ca-key\.pem of/)).toBeVisible();
  await expect(owner.getByRole('button', { name: 'Revoke CN=self' })).toBeVisible();
});

test('a cluster that is gone takes its credentials with it', async () => {
  await stranger.goto(`/clusters/${ids.stranger}`);
  await Promise.all([deleteCluster(stranger, 'mine'), owner.goto(`/clusters/${ids.owner}`)]);
  expect((await shell(`. '${bundles.stranger}/docker.env' && docker ps`)).code).not.toBe(0);
  await deleteCluster(owner, 'mine');
});
