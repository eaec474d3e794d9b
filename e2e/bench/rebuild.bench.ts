import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { eventually } from '../../lib/testing/eventually';
import { answers, probeRequests } from '../../lib/testing/request-probe';
import { openTimeline } from '../../lib/testing/timeline';
import { createCluster, deleteCluster, getAccess, untilActive } from '../support/clusters';
import { signIn } from '../support/people';
import { succeed } from '../support/shell';
import { product, test } from '../support/test';
import { record, timed } from './measure';

const port = 8080;
/** Ends as soon as it is told to, serves only four seconds after it was started, and says when it does. */
const program = "trap 'exit 0' TERM; sleep 4; httpd -p 80 -h /etc && touch /up; while :; do sleep 1 & wait $!; done";
const service = [
  ...['--name web --mode global --endpoint-mode dnsrr --publish', `mode=host,published=${port},target=80`],
  "--health-cmd 'test -e /up' --health-interval 1s --health-start-period 20s busybox sh -c",
].join(' ');

interface Cluster {
  readonly segmentList: readonly { readonly address: string }[];
}

/** Rebuilds the open cluster. @returns how long it took from the click until it was active again, in ms */
async function rebuilt(page: Page, id: string): Promise<number> {
  const arrivals = async () => {
    const events = (await (await page.request.get(`/api/clusters/${id}/events`)).json()) as { step: string }[];
    return events.filter(({ step }) => step === 'phase').length;
  };
  const before = await arrivals();
  await page.getByRole('button', { name: 'Actions' }).click();
  await page.getByRole('button', { name: 'Rebuild cluster…' }).click();
  return timed(async () => {
    await page.getByRole('dialog').getByRole('button', { name: 'Rebuild' }).click();
    await eventually('active again', async () => (await arrivals()) > before);
  });
}

test('a rebuild of three segments fails no request', async ({ page }) => {
  const folder = await mkdtemp(path.join(tmpdir(), 'puppis-bench-'));
  await signIn(page, product().admin);
  const id = await createCluster(page, { name: 'rolling', segments: 3 });
  await untilActive(page);
  const bundle = await getAccess(page, folder);
  await succeed(`. '${bundle}/docker.env' && docker service create ${service} "${program.replace('$', '\\$')}"`);
  const { segmentList } = (await (await page.request.get(`/api/clusters/${id}`)).json()) as Cluster;
  const addresses = segmentList.map(({ address }) => address);
  for (const address of addresses) await eventually(`web on ${address}`, () => answers(address, port));

  const timeline = openTimeline();
  const over = new AbortController();
  const asking = probeRequests({ name: 'web', addresses, port }, timeline, over.signal);
  const value = await rebuilt(page, id).finally(() => over.abort());
  const { failed } = await asking;
  if (failed > 0) console.log(String(timeline));
  record({ name: 'requests failed, 3 segments rebuilt', value: failed, unit: '', goal: { atMost: 0 } });
  record({ name: 'a rebuild of 3 segments', value, unit: 'ms' });
  await rm(folder, { recursive: true });
  await deleteCluster(page, 'rolling');
});
