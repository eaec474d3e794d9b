import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createCluster, deleteCluster, getAccess, untilActive } from '../support/clusters';
import { directAccess } from '../support/direct';
import { signIn } from '../support/people';
import { succeed } from '../support/shell';
import { product, test } from '../support/test';
import { interleaved, median, quantile, record, timed } from './measure';

const MB = 1_000_000;

test('docker through the gateway, and Get Access', async ({ page }) => {
  const folder = await mkdtemp(path.join(tmpdir(), 'puppis-bench-'));
  await signIn(page, product().admin);
  const id = await createCluster(page, { name: 'speed', plan: 'standard' });
  await untilActive(page);

  // The action as the dialog sends it, then the link it answers with: what lies between the click and the last byte.
  const asking = page.waitForRequest((request) => request.headers()['next-action'] !== undefined);
  const bundle = await getAccess(page, folder);
  const action = await asking;
  const headers = await action.allHeaders();
  const sent = Object.fromEntries(
    Object.entries(headers).filter(([name]) => !/^:|^(host|connection|content-length)$/.test(name)),
  );
  const times: number[] = [];
  for (let sample = 0; sample < 150; sample++)
    times.push(
      await timed(async () => {
        const answer = await fetch(action.url(), { method: 'POST', headers: sent, body: action.postData() });
        const link = /\/api\/bundles\/[\w-]+/.exec(await answer.text())![0];
        const zip = await fetch(product().url + link, { headers: { cookie: headers.cookie! } });
        if ((await zip.arrayBuffer()).byteLength < 1000) throw new Error('that was no bundle');
      }),
    );
  record({ name: 'Get Access, p50', value: quantile(times, 0.5), unit: 'ms', goal: { atMost: 60 } });
  record({ name: 'Get Access, p99', value: quantile(times, 0.99), unit: 'ms', goal: { atMost: 300 } });

  const cluster = (await (await page.request.get(`/api/clusters/${id}`)).json()) as {
    segmentList: { address: string }[];
  };
  const direct = await directAccess(cluster.segmentList[0]!.address);
  const host = (await succeed(`. '${bundle}/docker.env' && echo $DOCKER_HOST`)).trim();
  const ways = { gateway: { DOCKER_HOST: host, DOCKER_TLS_VERIFY: '1', DOCKER_CERT_PATH: bundle }, direct };
  const both = (script: string, rounds: number) =>
    interleaved(rounds, {
      direct: () => succeed(script, { cwd: folder, env: ways.direct }),
      gateway: () => succeed(script, { cwd: folder, env: ways.gateway }),
    });

  const ps = await both('docker ps', 100);
  record({
    name: 'docker ps through the gateway',
    value: median(ps.gateway),
    unit: 'ms',
    baseline: median(ps.direct),
    goal: { atMost: 1.15 },
  });

  await succeed('docker run -d --name hold busybox sleep 3600 && head -c 100000000 /dev/urandom > big', {
    cwd: folder,
    env: ways.direct,
  });
  const there = await both('docker cp -q big hold:/tmp/big 2>/dev/null || docker cp big hold:/tmp/big', 5);
  const back = await both('docker cp hold:/tmp/big - > /dev/null', 5);
  const rate = (samples: number[]) => (100 * MB) / MB / (median(samples) / 1000);
  record({
    name: 'docker cp of 100 MB, in',
    value: rate(there.gateway),
    unit: 'MB/s',
    baseline: rate(there.direct),
    goal: { atLeast: 0.5 },
  });
  record({
    name: 'docker cp of 100 MB, out',
    value: rate(back.gateway),
    unit: 'MB/s',
    baseline: rate(back.direct),
    goal: { atLeast: 0.5 },
  });
  await deleteCluster(page, 'speed');
  for (const made of [folder, direct.DOCKER_CERT_PATH]) await rm(made, { recursive: true });
});
