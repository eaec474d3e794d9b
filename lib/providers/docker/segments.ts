import type { Plan } from '../../domain/plans';
import { ProviderError, type SegmentRef } from '../types';
import { containerOptions } from './container';
import { chooseCpus } from './cpus';
import { statusOf, unless, wordsOf } from './failures';
import { segmentFiles } from './files';
import { assertOurs, change, engineInfo, look, ours, type Host } from './host';
import { label, segmentLabels, segmentResource } from './names';
import { hostResolvers } from './resolvers';
import type { EngineTls } from './tls';

export interface SegmentMaker {
  readonly host: Host;
  readonly image: string;
  readonly tls: EngineTls;
  readonly registryMirror?: string;
  /** Runs one after the other what chooses by what the others chose. */
  readonly inTurn: <T>(work: () => Promise<T>) => Promise<T>;
}

/** The segment's container, if there is one. @throws ProviderError terminal when a stranger has its name */
export async function findContainer(host: Host, segment: SegmentRef) {
  const name = segmentResource(segment);
  const found = await unless(host.docker.getContainer(name).inspect(look()), 404);
  if (!found) return undefined;
  assertOurs(host, 'container', name, found.Config.Labels);
  if (!found.State.Dead) return found;
  await discard(host, found.Id); // a removal that went wrong half-way: nothing else can be done with it
  return undefined;
}

async function findVolume(host: Host, segment: SegmentRef) {
  const name = segmentResource(segment);
  const found = await unless(host.docker.getVolume(name).inspect(look()), 404);
  if (found) assertOurs(host, 'volume', name, found.Labels);
  return found;
}

/** See Provider.ensureSegment. Files go in before every start: what is missing, or old, is then put right. */
export async function ensureSegment(maker: SegmentMaker, segment: SegmentRef, plan: Plan, revision: number) {
  const { host } = maker;
  const found = (await findContainer(host, segment)) ?? (await create(maker, segment, plan, revision));
  const container = host.docker.getContainer(found.Id);
  if (found.State.Paused) return void (await container.unpause(change()));
  if (found.State.Running || found.State.Restarting) return;
  const { tls, registryMirror } = maker;
  const tar = await segmentFiles({ segment, tls, registryMirror, resolvers: await hostResolvers() });
  await container.putArchive(tar, { path: '/', ...change() });
  await unless(container.start(change()), 304); // another caller was faster
}

/** The container, made here or by another caller at the same time. */
async function create({ host, image, inTurn }: SegmentMaker, segment: SegmentRef, plan: Plan, revision: number) {
  const labels = segmentLabels(host.installation, segment);
  // Answers with the volume that exists, whoever made it: look whose it is.
  await host.docker.createVolume({ Name: segmentResource(segment), Labels: labels, ...change() });
  await findVolume(host, segment);
  try {
    await inTurn(async () => {
      const cpus = await freeCpus(host, plan);
      const options = containerOptions({ segment, plan, image, revision, cpus, installation: host.installation });
      await host.docker.createContainer({ ...options, ...change() });
    });
  } catch (error) {
    if (statusOf(error) === 404 && /no such image/i.test(wordsOf(error))) throw imageMissing(image, error);
    if (statusOf(error) !== 409) throw error;
  }
  const made = await findContainer(host, segment);
  if (!made) throw new ProviderError('The container went away while it was made.', { terminal: false });
  return made;
}

const imageMissing = (image: string, cause: unknown) =>
  new ProviderError(
    `The segment image ${image} is not on this host. Run npm start again, which makes it, or name one with PUPPIS_SEGMENT_IMAGE.`,
    { terminal: true, cause },
  );

async function freeCpus(host: Host, plan: Plan): Promise<number[]> {
  const [{ NCPU }, containers] = await Promise.all([
    engineInfo(host.docker, look()),
    host.docker.listContainers({ all: true, filters: ours(host), ...look() }),
  ]);
  const taken = containers.map(({ Labels }) => Labels[label.cpus]).filter((cpus) => cpus !== undefined);
  return chooseCpus(plan.cpus, NCPU, taken);
}

/** See Provider.removeContainer. Stops the engine in good order, so that what it runs is told. */
export async function removeContainer(host: Host, segment: SegmentRef, upForMs = 0): Promise<boolean> {
  const found = await findContainer(host, segment);
  if (!found) return true;
  // One that ends again and again, such as without its network, begins too often to be old.
  if (!found.State.Restarting && Date.now() - Date.parse(found.State.StartedAt) < upForMs) return false;
  await unless(host.docker.getContainer(found.Id).stop(change()), 304, 404);
  await discard(host, found.Id);
  return true;
}

/** Container and volume, at once: nothing of it is needed again. */
export async function removeSegment(host: Host, segment: SegmentRef): Promise<void> {
  const found = await findContainer(host, segment);
  if (found) await discard(host, found.Id);
  if (await findVolume(host, segment))
    await unless(host.docker.getVolume(segmentResource(segment)).remove({ force: true, ...change() }), 404);
}

/** 409: another caller removes it already; then wait until it is gone. */
async function discard({ docker }: Host, id: string): Promise<void> {
  const container = docker.getContainer(id);
  try {
    await container.remove({ force: true, v: true, ...change() });
  } catch (error) {
    if (statusOf(error) === 409) await unless(container.wait({ condition: 'removed', ...change() }), 404);
    else if (statusOf(error) !== 404) throw error;
  }
}
