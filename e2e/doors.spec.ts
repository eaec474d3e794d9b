import type { Page } from '@playwright/test';
import { actions, pages, routes, type Who } from '../lib/testing/doors';
import { createCluster, deleteCluster } from './support/clusters';
import { builtActions, callAction, tryAction, tryPage, tryRoute, type Outcome } from './support/doors';
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
    const action = (await builtActions()).get(name)!;
    const at = { ...action, page: action.page.replace('[id]', world.CLUSTER).replace('[slug]', 'introduction') };
    const list = await people.holder.request.get(`/api/clusters/${world.CLUSTER}/credentials`);
    world.CREDENTIAL = ((await list.json()) as { id: string }[])[0]?.id ?? 'none';
    for (const role of roles) {
      const outcome = await tryAction(people[role], at, filled(input));
      // An administrator's input names nothing that there is: who is told so was let in.
      const letIn = who === 'admin' && outcome === 'not_found';
      expect(letIn ? 'in' : outcome, role).toBe(expected(who, role, { holder: 'not_found', admin: 'forbidden' }));
    }
  });

test('a link to a bundle, for the routes', async () => {
  const issue = (await builtActions()).get('app/clusters/actions.ts issueCredentialAction')!;
  const at = { ...issue, page: `/clusters/${world.CLUSTER}` };
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
