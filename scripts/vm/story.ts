/**
 * The main story without a browser, run inside the machine beside a running Puppis: `tsx scripts/vm/story.ts before|after`
 * a reboot. It calls the services that the pages' actions call, as the administrator, and then the real docker command.
 */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { database } from '../../lib/repositories/client';
import { createCluster } from '../../lib/services/clusters/create';
import { deleteCluster } from '../../lib/services/clusters/delete';
import { getCluster } from '../../lib/services/clusters/get';
import { contextFor, type Context } from '../../lib/services/context';
import { getAccess } from '../../lib/testing/access';
import { eventually } from '../../lib/testing/eventually';

const folder = '/root/story';
const notes = `${folder}/notes.json`;
const name = 'voyage';
const begun = Date.now();
const say = (text: string) => console.log(`  ${((Date.now() - begun) / 1000).toFixed(0).padStart(4)} s  ${text}`);

interface Notes {
  readonly id: string;
  readonly bundle: string;
}

/** A line of bash in a shell that has sourced the bundle. */
const shell = (bundle: string, line: string) =>
  execFileSync('bash', ['-c', `source '${bundle}/docker.env' && ${line}`], { encoding: 'utf8', stdio: 'pipe' }).trim();

async function administrator(): Promise<Context> {
  const { id } = await database().user.findFirstOrThrow({ where: { role: 'admin' } });
  return contextFor({ kind: 'user', userId: id, role: 'admin' });
}

/** Everything takes its time under emulation. */
async function reach(what: string, done: () => Promise<boolean>) {
  await eventually(what, done, 600_000, 1_000);
  say(what);
}

const untilActive = (ctx: Context, id: string) =>
  reach('the cluster is active, both segments are ready', async () => {
    const { phase, segmentList, reason } = await getCluster(ctx, { id });
    if (phase === 'error') say(`error: ${reason}`);
    return phase === 'active' && segmentList.length === 2 && segmentList.every(({ state }) => state === 'ready');
  });

async function pageAnswers(ctx: Context, id: string) {
  for (const { address } of (await getCluster(ctx, { id })).segmentList)
    await reach(`the page answers at ${address}, through the routing mesh`, async () => {
      const answer = await fetch(`http://${address}:8080/`, { signal: AbortSignal.timeout(5000) }).catch(
        () => undefined,
      );
      return (await answer?.text()) === 'ahoy\n';
    });
}

/** 137 is SIGKILL, which is what the kernel sends to whoever takes more memory than there is. */
function limitsHold(bundle: string) {
  const code = (line: string) => shell(bundle, `${line} > /dev/null 2>&1; echo $?`);
  assert.equal(code('docker run --name fat -m 32m busybox tail /dev/zero'), '137');
  assert.equal(
    shell(bundle, "docker inspect fat --format '{{.State.OOMKilled}}' && docker rm fat > /dev/null"),
    'true',
  );
  say('a container that exceeds its own limit is killed');
  assert.equal(code('docker run --rm busybox tail /dev/zero'), '137');
  assert.equal(shell(bundle, 'docker node ls -q | wc -l'), '2');
  say('one that exceeds its segment’s memory is killed, and the segment lives on');
}

async function before() {
  mkdirSync(folder, { recursive: true });
  const ctx = await administrator();
  await reach('the worker has seen the host', async () => (await database().host.count()) > 0);
  const { id } = await createCluster(ctx, { name, plan: 'small', segments: 2 });
  await untilActive(ctx, id);
  const { bundle } = await getAccess(ctx, id, folder);
  assert.equal(shell(bundle, "docker node ls --format '{{.Status}}'"), 'Ready\nReady');
  shell(
    bundle,
    'cd $(mktemp -d) && mkdir bin && cp /bin/busybox bin/ && for a in sh tail httpd echo; do ln -s busybox bin/$a; done && tar c . | docker import - busybox',
  );
  assert.equal(shell(bundle, 'docker run --rm busybox echo ahoy'), 'ahoy');
  say('docker run through the bundle');
  limitsHold(bundle);
  const page = "sh -c 'echo ahoy > /index.html; exec httpd -f -p 80 -h /'";
  shell(
    bundle,
    `docker service create -d --name page --constraint node.hostname==${name}-n1 -p 8080:80 busybox ${page}`,
  );
  await pageAnswers(ctx, id);
  shell(bundle, 'docker volume create kept');
  writeFileSync(notes, JSON.stringify({ id, bundle } satisfies Notes));
}

async function after() {
  const { id, bundle } = JSON.parse(readFileSync(notes, 'utf8')) as Notes;
  const ctx = await administrator();
  await untilActive(ctx, id);
  await reach('the same bundle shows both nodes ready', async () => {
    const states = shell(bundle, "docker node ls --format '{{.Status}}' || true");
    return states === 'Ready\nReady';
  });
  assert.match(shell(bundle, 'docker volume ls -q'), /kept/);
  await pageAnswers(ctx, id);
  await deleteCluster(ctx, { id, name });
  await reach('the cluster is gone', async () => (await database().cluster.count({ where: { id } })) === 0);
  for (const list of ['ps -aq', 'volume ls -q', 'network ls -q'])
    assert.equal(
      execFileSync('bash', ['-c', `docker ${list} --filter label=puppis.cluster`], { encoding: 'utf8' }),
      '',
    );
  say('nothing of it is left');
}

await (process.argv[2] === 'after' ? after() : before());
await database().$disconnect();
