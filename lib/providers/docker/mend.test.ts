import type Docker from 'dockerode';
import { expect, test } from 'vitest';
import type { Host } from './host';
import { mend } from './mend';

const cluster = { id: 'abc', name: 'alpha', subnet: '10.1.2.0/24' };
const ours = { 'puppis.installation': 'here', 'puppis.cluster': 'abc', 'puppis.segment': '1' };
const gone = Object.assign(new Error('no such container'), { statusCode: 404 });

interface Container {
  readonly name: string;
  readonly labels: Record<string, string>;
  /** Made after the list of ours was. */
  readonly late?: true;
  /** The network still names it, and the engine knows it no more. */
  readonly gone?: true;
}

/** A host whose network `puppis-abc` has these containers in it, and the names of those that were taken out. */
function hostWith(containers: readonly Container[], network: Record<string, string> = ours) {
  const out: string[] = [];
  const find = (id: string) => containers.find(({ name }) => `id of ${name}` === id)!;
  const listed = containers.filter((one) => one.labels === ours && !one.late);
  const docker = {
    listContainers: async () => listed.map(({ name, labels }) => ({ Id: `id of ${name}`, Labels: labels })),
    getContainer: (id: string) => ({
      inspect: async () => {
        if (find(id).gone) throw gone;
        return { Config: { Labels: find(id).labels, Env: [] }, HostConfig: {} };
      },
    }),
    getNetwork: () => ({
      inspect: async () => ({
        Labels: network,
        Containers: Object.fromEntries(containers.map(({ name }) => [`id of ${name}`, { Name: name }])),
      }),
      disconnect: async ({ Container: id }: { Container: string }) => void out.push(find(id).name),
    }),
  };
  const host: Host = { docker: docker as unknown as Docker, installation: 'here', address: 'unix:///none' };
  return { host, out };
}

test('who is in the network without our labels is taken out, whatever the name', async () => {
  const names = ['web', 'puppis-abc-anything', 'puppis-abc-n7', 'puppis-abc'];
  const { host, out } = hostWith([
    { name: 'puppis-abc-n1', labels: ours },
    ...names.map((name) => ({ name, labels: {} })),
    { name: 'puppis-abc-n2', labels: { ...ours, 'puppis.installation': 'elsewhere' } },
    { name: 'puppis-xyz-n1', labels: { ...ours, 'puppis.cluster': 'xyz' } },
  ]);
  expect(await mend(host, cluster)).toHaveLength(6);
  expect(out).toEqual([...names, 'puppis-abc-n2', 'puppis-xyz-n1']);
});

test('ours stay: those that were listed, one made a moment ago, and one that was given another name', async () => {
  const { host, out } = hostWith([
    { name: 'puppis-abc-n1', labels: ours },
    { name: 'renamed', labels: ours },
    { name: 'puppis-abc-n3', labels: ours, late: true },
  ]);
  expect([await mend(host, cluster), out]).toEqual([[], []]);
});

test('one that is gone by then is neither taken out nor told of', async () => {
  const { host, out } = hostWith([{ name: 'web', labels: {}, gone: true }]);
  expect([await mend(host, cluster), out]).toEqual([[], []]);
});

test('a network of others with our name is theirs', async () => {
  const { host, out } = hostWith([{ name: 'web', labels: {} }], {});
  expect([await mend(host, cluster), out]).toEqual([[], []]);
});
