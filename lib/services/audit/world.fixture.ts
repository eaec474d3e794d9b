import { expect } from 'vitest';
import type { AuditAction } from '../../domain/audit';
import { newId } from '../../domain/id';
import { env } from '../../env';
import { testContext, testUser } from '../../testing/accounts';
import { testDatabase } from '../../testing/database';
import { testHost } from '../../testing/people';
import { createCluster } from '../clusters/create';
import type { Context } from '../context';
import { issueCredential } from '../credentials/issue';

export const password = 'a keel of good oak';
export const newPassword = 'a mast of better pine';

/** A migrated database with an administrator, a member who has a cluster, and a host; everybody's address is known. */
export async function openWorld() {
  const base = await testDatabase();
  await testHost(base.db);
  const seen = { address: '192.0.2.7' };
  const admin: Context = { ...testContext(base.db, await testUser(base.db, { id: 'root', role: 'admin' })), ...seen };
  const member: Context = { ...testContext(base.db, await testUser(base.db, { id: 'ada' })), ...seen };
  const other: Context = { ...testContext(base.db, await testUser(base.db, { id: 'bob' })), ...seen };
  const visitor: Context = { ...testContext(base.db), ...seen };
  const system: Context = testContext(base.db, { kind: 'system', job: 'test' });
  const { id } = await createCluster(member, { name: 'argo', plan: 'small', segments: 1, autoscale: true });
  const { path: link } = await issueCredential(member, { clusterId: id, name: 'laptop' });
  const token = /bundles\/([^?]+)/.exec(link)![1]!;
  const credential = await base.db.credential.findFirstOrThrow();
  return {
    ...{ base, db: base.db, admin, member, other, visitor, system, clusterId: id, token, credentialId: credential.id },
    /** An e-mail address that nobody has. */
    email: () => `${newId()}@example.com`,
    [Symbol.asyncDispose]: base.remove,
  };
}
export type World = Awaited<ReturnType<typeof openWorld>>;

export type Call = (world: World) => Promise<unknown>;

/** Services that change something: the action that is written for a call, and the call. `before` makes ready for it. */
export type Changes = Record<string, { action: AuditAction; before?: Call; call: Call }>;

/** As an installation with that database has them. */
export const settingsOf = ({ url }: World['base']) => ({ ...env(), DATABASE_URL: url });

/** Does the call be refused? Anything else is a failure of the test. */
export const refused = (call: Promise<unknown>, code: string) => expect(call).rejects.toMatchObject({ code });
