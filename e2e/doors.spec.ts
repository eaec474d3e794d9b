import type { Page } from '@playwright/test';
import { actions, pages, routes, type Who } from '../lib/testing/doors';
import { createCluster, deleteCluster } from './support/clusters';
import {
  builtActions,
  callAction,
  postFromElsewhere,
  tryAction,
  tryFromElsewhere,
  tryPage,
  tryRoute,
  type Outcome,
} from './support/doors';
import { otherBrowser, signIn, signUp } from './support/people';
import { expect, product, test } from './support/test';

/** Every page, route and action, tried as everybody: the table is lib/testing/doors.ts. */
test.describe.configure({ mode: 'serial' });

type Role = 'visitor' | 'stranger' | 'holder' | 'admin';
const roles: readonly Role[] = ['visitor', 'stranger', 'admin', 'holder']; // who may, comes last
const people = {} as Record<Role, Page>;
const world = { CLUSTER: '', CREDENTIAL: '', TOKEN: '', ADMIN: '', HOLDER: '' };

/** With what there is here in the place of its name. */
const filled = <T>(given: T): T =>
  JSON.parse(
    JSON.stringify(given).replace(/CLUSTER|CREDENTIAL|TOKEN|ADMIN|HOLDER/g, (name) => world[name as 'CLUSTER']),
  ) as T;

/** The action as it was built, on a page that there is. */
async function actionOf(name: string) {
  const { id, page } = (await builtActions()).get(name)!;
  return { id, page: page.replace('[id]', world.CLUSTER).replace('[slug]', 'introduction') };
}

/** What `role` should meet at a door for `who`; `refusal` where they are somebody, but not the one whom it is for. */
function expected(who: Who, role: Role, refusal: { holder: Outcome; admin: Outcome }): Outcome {
  if (who === 'anyone') return 'in';
  if (role === 'visitor') return 'unauthenticated';
  if (who === 'person' || who === role) return 'in';
  return who === 'holder' ? refusal.holder : refusal.admin;
}

test.beforeAll(async ({ browser }) => {
  for (const role of roles) people[role] = await otherBrowser(browser);
  await signIn(people.admin, product().admin);
  await signUp(people.holder, { email: 'keeper@example.org', password: 'nine lists of islands' });
  await signUp(people.stranger, { email: 'passer-by@example.org', password: 'no list of islands' });
  world.ADMIN = product().admin.email;
  world.CLUSTER = await createCluster(people.holder, { name: 'kept' });
  const members = await people.holder.request.get(`/api/clusters/${world.CLUSTER}/members`);
  world.HOLDER = ((await members.json()) as { userId: string }[])[0]!.userId;
});

test.afterAll(async () => {
  await people.holder.goto(`/clusters/${world.CLUSTER}`);
  await deleteCluster(people.holder, 'kept');
  for (const page of Object.values(people)) await page.context().close();
});

test('the table has the actions of the product as it was built', async () => {
  expect([...(await builtActions()).keys()].sort()).toEqual(Object.keys(actions).sort());
});

for (const [name, { who, path = name }] of Object.entries(pages))
  test(`page ${name} is for ${who}`, async () => {
    for (const role of roles)
      for (const at of [path].flat()) {
        const outcome = await tryPage(people[role], filled(at));
        expect(outcome, `${role} at ${at}`).toBe(expected(who, role, { holder: 'not_found', admin: 'not_found' }));
      }
  });

for (const [name, { who, input }] of Object.entries(actions))
  test(`action ${name} is for ${who}`, async () => {
    const at = await actionOf(name);
    const list = await people.holder.request.get(`/api/clusters/${world.CLUSTER}/credentials`);
    world.CREDENTIAL = ((await list.json()) as { id: string }[])[0]?.id ?? 'none';
    for (const role of roles) {
      const outcome = await tryAction(people[role], at, filled(input));
      // An administrator's input names nothing that there is: who is told so was let in.
      const letIn = who === 'admin' && outcome === 'not_found';
      expect(letIn ? 'in' : outcome, role).toBe(expected(who, role, { holder: 'not_found', admin: 'forbidden' }));
    }
  });

test('no action is done for a page of another site', async () => {
  for (const [name, { input }] of Object.entries(actions))
    for (const origin of ['https://elsewhere.example', 'http://localhost:1', 'null'])
      for (const role of ['holder', 'admin'] as const) {
        const { status, text } = await tryFromElsewhere(people[role], await actionOf(name), filled(input), origin);
        expect(status, `${name} from ${origin}`).toBe(500);
        expect(text, `${name} from ${origin}`).not.toMatch(/"ok":|"code":/);
      }
  const autoscale = async () => {
    const cluster = await people.holder.request.get(`/api/clusters/${world.CLUSTER}`);
    return ((await cluster.json()) as { autoscale: boolean }).autoscale;
  };
  const [toggle, wish] = [
    await actionOf('app/clusters/actions.ts setAutoscaleAction'),
    { id: world.CLUSTER, autoscale: true },
  ];
  await tryFromElsewhere(people.holder, toggle, wish, 'https://elsewhere.example');
  expect(await autoscale()).toBe(false);
  await callAction(people.holder, toggle, wish);
  expect(await autoscale()).toBe(true);
  await callAction(people.holder, toggle, { ...wish, autoscale: false });
});

test('nor a route that changes something, and no browser sends a session along', async () => {
  const { to, cookies } = await postFromElsewhere(people.holder, '/api/auth/signout', 'https://elsewhere.example');
  expect(to).toContain('csrf=true'); // next-auth's own: the form had no token of ours
  expect(cookies.filter((cookie) => cookie.includes('session-token'))).toEqual([]);
  const kept = (await people.holder.context().cookies()).filter(({ name }) => name.includes('session-token'));
  expect(kept).toMatchObject([{ httpOnly: true, sameSite: 'Lax' }]);
});

test('a link to a bundle, for the routes', async () => {
  const at = await actionOf('app/clusters/actions.ts issueCredentialAction');
  const { ok, data } = await callAction(people.holder, at, { clusterId: world.CLUSTER });
  expect(ok).toBe(true);
  world.TOKEN = (data as { path: string }).path.split('/').at(-1)!;
});

for (const [name, { who, path, stranger = 404 }] of Object.entries(routes))
  test(`route ${name} is for ${who}`, async () => {
    const [method, address] = name.split(' ') as [string, string];
    for (const role of roles) {
      const outcome = await tryRoute(people[role], method, filled(path ?? address));
      const refusal = stranger === 404 ? 'not_found' : stranger;
      expect(outcome, role).toBe(expected(who, role, { holder: refusal, admin: 'forbidden' }));
    }
  });
