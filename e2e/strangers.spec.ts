import { execFileSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { createCluster, deleteCluster, getAccess, untilActive } from './support/clusters';
import { otherBrowser, signIn, signUp } from './support/people';
import { shell } from './support/shell';
import { expect, product, test } from './support/test';

/** Two people with a cluster each: what the one may do to the other's is nothing at all. */
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

test('pages and routes of another’s cluster are not found, as if it did not exist', async () => {
  for (const id of [ids.owner, 'nosuchcluster'])
    for (const route of [
      '/clusters/ID',
      '/api/clusters/ID',
      '/api/clusters/ID/events',
      '/api/clusters/ID/credentials',
      '/api/clusters/ID/members',
      '/api/clusters/ID/autoscale',
    ]) {
      const answer = await stranger.request.get(route.replace('ID', id));
      expect(answer.status(), `${route} of ${id}`).toBe(404);
      expect(await answer.text()).not.toContain(product().admin.email);
    }
  const list = await (await stranger.request.get('/api/clusters')).json();
  expect(JSON.stringify(list)).not.toContain(ids.owner);
});

test('nobody who is not signed in sees anything', async ({ request }) => {
  for (const route of ['/api/clusters', `/api/clusters/${ids.owner}`, '/api/events'])
    expect((await request.get(product().url + route)).status(), route).toBe(401);
  const page = await request.get(`${product().url}/clusters/${ids.owner}`, { maxRedirects: 0 });
  expect(page.headers().location).toMatch(/\/sign-in/);
});

test('a member does not know of the administrators’ pages', async () => {
  expect((await stranger.request.get('/admin/users')).status()).toBe(404);
});

/** What a person can press on the page of their cluster, each of which calls an action with the cluster's id. */
const acts: Record<string, (page: Page) => Promise<void>> = {
  'autoscale on': async (page) => page.getByRole('switch', { name: 'Autoscale of mine' }).click(),
  'Get Access': async (page) => {
    await page.getByRole('button', { name: 'Get Access' }).click();
    await page.getByRole('button', { name: 'Download mine.zip' }).click();
  },
  revoke: async (page) => {
    // There is none yet, so the page is told of one.
    const times = { createdAt: '2026-03-01T12:00:00Z', expiresAt: '2036-03-01T12:00:00Z', lastUsedAt: null };
    const named = {
      id: 'nosuch',
      name: 'laptop',
      kind: 'made',
      subject: '',
      serial: 'ab12',
      fingerprint: 'cd',
      email: mallory.email,
    };
    const list = `**/api/clusters/${ids.stranger}/credentials`;
    await page.route(list, (route) =>
      route.fulfill({ json: [{ ...named, ...times, state: 'active', endsSoon: false }] }),
    );
    await page.getByRole('button', { name: 'Revoke laptop' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Revoke', exact: true }).click();
    await page.unroute(list);
  },
  scale: async (page) => {
    await page.getByRole('button', { name: 'Change' }).click();
    await page.getByRole('button', { name: 'One more (Number of segments)' }).click();
    await page.getByRole('button', { name: 'Add 1 segment' }).click();
  },
  invite: async (page) => {
    await page.getByLabel('E-mail of an account here').fill(product().admin.email);
    await page.getByRole('button', { name: 'Invite' }).click();
  },
  'autoscale settings': async (page) => {
    await page.getByRole('button', { name: 'Autoscale settings' }).click();
    await page.getByLabel('Memory target').fill('60');
    await page.getByRole('button', { name: 'Save' }).click();
  },
  rebuild: async (page) => {
    await page.getByRole('button', { name: 'Actions' }).click();
    await page.getByRole('button', { name: 'Rebuild cluster…' }).click();
    await page.getByRole('button', { name: 'Rebuild', exact: true }).click();
  },
  'rotate the CA': async (page) => {
    await page.getByRole('button', { name: 'Actions' }).click();
    await page.getByRole('button', { name: 'Rotate the CA…' }).click();
    await page.getByRole('button', { name: 'Rotate the CA', exact: true }).click();
  },
  retry: async (page) => {
    // The button is there only in an error, so the page is told of one.
    await page.route(`**/api/clusters/${ids.stranger}`, async (route) => {
      const answer = await route.fetch();
      await route.fulfill({ response: answer, json: { ...(await answer.json()), phase: 'error', reason: 'A test.' } });
    });
    await page.getByRole('button', { name: 'Retry' }).click();
    await page.unroute(`**/api/clusters/${ids.stranger}`);
  },
  delete: async (page) => {
    await page.getByRole('button', { name: 'Actions' }).click();
    await page.getByRole('button', { name: 'Delete cluster…' }).click();
    await page.getByLabel('Type the cluster’s name to confirm').fill('mine');
    await page.getByRole('button', { name: 'Delete cluster', exact: true }).click();
  },
};

for (const [act, press] of Object.entries(acts))
  test(`${act}: the same call with another’s id is not found`, async () => {
    const before = await (await owner.request.get(`/api/clusters/${ids.owner}`)).json();
    await stranger.route(`**/clusters/${ids.stranger}`, async (route) => {
      const body = route.request().postData();
      if (!body) return route.fallback();
      await route.continue({ postData: body.replaceAll(ids.stranger, ids.owner) });
    });
    await stranger.goto(`/clusters/${ids.stranger}`);
    await press(stranger);
    await expect(stranger.getByText('This cluster was not found.').first()).toBeVisible();
    await stranger.unroute(`**/clusters/${ids.stranger}`);
    const after = await (await owner.request.get(`/api/clusters/${ids.owner}`)).json();
    for (const key of ['name', 'segments', 'autoscale', 'autoscaleRules', 'phase'])
      expect(after[key]).toEqual(before[key]);
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
