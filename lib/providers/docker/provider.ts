import type { Provider } from '../types';
import { openEngines } from './engine';
import { facts } from './facts';
import { said } from './failures';
import { openHost } from './host';
import { mend } from './mend';
import { ensureNetwork, removeNetwork } from './networks';
import { clusters, observe } from './observe';
import { readFile } from './read-file';
import { ensureSegment, removeContainer, removeSegment, type SegmentMaker } from './segments';
import type { EngineTls } from './tls';
import { openUsage } from './usage';
import { watch } from './watch';

export interface DockerProviderOptions {
  /** unix:///path or tcp://host:port of the engine that segments run on. */
  readonly dockerHost: string;
  /** Only what carries this id is ever seen or touched. */
  readonly installation: string;
  /** Any image with dockerd. */
  readonly segmentImage: string;
  /** URL of a registry mirror that segments reach; http:// is allowed. */
  readonly registryMirror?: string;
  readonly tls: EngineTls;
}

/** Segments as containers of one Docker engine. Makes no connection by itself. @throws Error for a malformed address */
export function createDockerProvider(options: DockerProviderOptions): Provider {
  const { dockerHost, installation, segmentImage: image, registryMirror, tls } = options;
  const host = openHost(dockerHost, installation);
  const maker: SegmentMaker = { host, image, tls, registryMirror, inTurn: oneByOne() };
  const engines = openEngines(tls);
  const usages = openUsage(host);
  const say = <T>(call: () => Promise<T>) => said(dockerHost, call);
  return {
    host: () => say(() => facts(host)),
    clusters: () => say(() => clusters(host)),
    observe: (cluster) => say(() => observe(host, cluster)),
    ensureNetwork: (cluster) => say(() => ensureNetwork(host, cluster)),
    ensureSegment: (segment, plan, revision) => say(() => ensureSegment(maker, segment, plan, revision)),
    removeContainer: (segment, upForMs) => say(() => removeContainer(host, segment, upForMs)),
    removeSegment(segment) {
      engines.forget(segment);
      return say(() => removeSegment(host, segment));
    },
    readFile: (segment, path) => say(() => readFile(host, segment, path)),
    mend: (cluster) => say(() => mend(host, cluster)),
    removeNetwork: (cluster) => say(() => removeNetwork(host, cluster)),
    engine: engines.of,
    usage: (plans) => say(() => usages(plans)),
    watch: (onChange, signal) => watch(host, onChange, signal),
  };
}

function oneByOne(): SegmentMaker['inTurn'] {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const next = last.then(work);
    last = next.catch(() => undefined);
    return next;
  };
}
