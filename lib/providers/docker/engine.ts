import { Agent } from 'node:https';
import { createSecureContext, type SecureContext } from 'node:tls';
import Docker from 'dockerode';
import type { Belongings } from '../../domain/belongings';
import type { Service } from '../../domain/displaced';
import { segmentAddress } from '../../domain/subnets';
import type {
  Engine,
  EngineInfo,
  NodeChange,
  SegmentRef,
  SwarmMembership,
  SwarmNode,
  SwarmStanding,
  SwarmTask,
} from '../types';
import { inSequence, said, unless } from './failures';
import { enginePort } from './files';
import { engineInfo } from './host';
import { segmentResource } from './names';
import { nodeOf, specWith, type RawNode } from './nodes';
import { pinged, standingOf } from './ping';
import { swarmOf, writeSnapshot } from './raft';
import { belongingsOf, isLive, runningTaskFilters, servicesOf, taskIdsOf, taskOf, type RawTask } from './tasks';
import type { EngineTls } from './tls';
import { undescribed } from './undescribed';

/** Fixed addresses: a Swarm breaks when a member's changes. */
const swarmAddresses = (advertise: string) => ({ ListenAddr: '0.0.0.0:2377', AdvertiseAddr: `${advertise}:2377` });

/** Time limits in milliseconds; joining waits for the remote manager for 20 s by itself. */
const limits = { ping: 2_000, read: 5_000, write: 15_000, swarm: 30_000 };
const within = (ms: number) => ({ abortSignal: AbortSignal.timeout(ms) });

/** Connections that are kept for the next call, but not until the next resync: their engine may be another by then. */
const keepingAgent = (secureContext: SecureContext) =>
  undescribed(new Agent({ keepAlive: true, maxFreeSockets: 2, timeout: 20_000, secureContext } as object));

/** One engine over mutual TLS. */
class DockerEngine implements Engine {
  private readonly docker: Docker;
  private readonly agent: Agent;

  constructor(
    private readonly address: string,
    secureContext: SecureContext,
  ) {
    // Certificates and keys are in the agent, where they are read once; given here, they would be read at every connection.
    const none = { ca: undefined, cert: undefined, key: undefined };
    this.agent = keepingAgent(secureContext);
    const { agent } = this; // not in dockerode's types
    const options = { host: address, port: enginePort, protocol: 'https' as const, ...none, agent };
    this.docker = new Docker(options);
  }

  private call<T>(work: () => Promise<T>): Promise<T> {
    return said(`${this.address}:${enginePort}`, work);
  }

  async ping(timeoutMs = limits.ping): Promise<boolean> {
    return (await pinged(this.address, enginePort, this.agent, timeoutMs)) !== undefined;
  }

  async standing(timeoutMs = limits.ping): Promise<SwarmStanding | undefined> {
    return standingOf((await pinged(this.address, enginePort, this.agent, timeoutMs))?.swarm);
  }

  async info(timeoutMs = limits.read): Promise<EngineInfo> {
    const info = await this.call(() => engineInfo(this.docker, within(timeoutMs)));
    return {
      version: info.ServerVersion,
      memoryBytes: info.MemTotal,
      cpus: info.NCPU,
      swarm: {
        state: info.Swarm.LocalNodeState as SwarmMembership['state'],
        nodeId: info.Swarm.NodeID || undefined,
        control: info.Swarm.ControlAvailable,
        error: info.Swarm.Error || undefined,
      },
    };
  }

  async swarmInit({ advertise, addressPool }: { advertise: string; addressPool: string }): Promise<void> {
    const body = { ...swarmAddresses(advertise), DefaultAddrPool: [addressPool], SubnetSize: 24 };
    await this.call(() => this.docker.swarmInit({ ...body, ...within(limits.swarm) }));
  }

  async swarmForce({ advertise }: { advertise: string }): Promise<void> {
    const body = { ...swarmAddresses(advertise), ForceNewCluster: true };
    await this.call(() => this.docker.swarmInit({ ...body, ...within(limits.swarm) }));
  }

  async swarmJoin(options: { advertise: string; remotes: readonly string[]; token: string }): Promise<void> {
    const body = { ...swarmAddresses(options.advertise), RemoteAddrs: options.remotes, JoinToken: options.token };
    await this.call(() => this.docker.swarmJoin({ ...body, ...within(limits.swarm) }));
  }

  async swarmLeave({ force }: { force: boolean }): Promise<void> {
    const leaving = () => this.docker.swarmLeave({ _query: { force }, _body: {}, ...within(limits.swarm) });
    await this.call(() => unless(leaving(), 406, 503)); // no member of any Swarm
  }

  async joinTokens(): Promise<{ manager: string; worker: string }> {
    const { JoinTokens } = await this.call(() => swarmOf(this.docker, within(limits.read)));
    return { manager: JoinTokens.Manager, worker: JoinTokens.Worker };
  }

  async swarmSnapshot(): Promise<void> {
    await this.call(() => writeSnapshot(this.docker, () => within(limits.write)));
  }

  async nodes(timeoutMs = limits.read): Promise<SwarmNode[]> {
    const nodes = (await this.call(() => this.docker.listNodes(within(timeoutMs)))) as RawNode[];
    return nodes.map(nodeOf);
  }

  async updateNode({ id }: SwarmNode, change: NodeChange): Promise<void> {
    const node = this.docker.getNode(id);
    const update = async () => {
      const raw = (await node.inspect(within(limits.read))) as RawNode;
      const _query = { version: raw.Version.Index };
      await node.update({ _query, _body: specWith(raw, change), ...within(limits.write) });
    };
    await this.call(() => inSequence(update));
  }

  async removeNode(nodeId: string, { force }: { force: boolean }): Promise<void> {
    const removing = () => this.docker.getNode(nodeId).remove({ force, ...within(limits.write) });
    await this.call(() => unless(removing(), 404));
  }

  async tasksOn(nodeId: string): Promise<number> {
    const options = { filters: { node: [nodeId] }, ...within(limits.read) };
    const tasks = (await this.call(() => this.docker.listTasks(options))) as RawTask[];
    return tasks.filter(isLive).length;
  }

  async tasks(): Promise<SwarmTask[]> {
    const filters = { 'desired-state': ['running', 'ready'] };
    const [tasks, services] = await this.call(() =>
      Promise.all([
        this.docker.listTasks({ filters, ...within(limits.read) }),
        this.docker.listServices(within(limits.read)),
      ]),
    );
    const names = new Map(services.map(({ ID, Spec }) => [ID, Spec?.Name]));
    return (tasks as RawTask[]).map((task) => taskOf(task, names.get(task.ServiceID) ?? task.ServiceID));
  }

  async runningTasks(timeoutMs = limits.read): Promise<string[]> {
    const options = { filters: runningTaskFilters, ...within(timeoutMs) };
    return taskIdsOf(await this.call(() => this.docker.listContainers(options)));
  }

  async services(): Promise<Service[]> {
    return servicesOf(await this.call(() => this.docker.listServices(within(limits.read))));
  }

  async belongings(): Promise<Belongings> {
    const [containers, volumes] = await this.call(() =>
      Promise.all([
        this.docker.listContainers({ all: true, ...within(limits.read) }),
        this.docker.listVolumes({ filters: { driver: ['local'] }, ...within(limits.read) }),
      ]),
    );
    return belongingsOf(containers, volumes.Volumes ?? []);
  }
}

/** Clients of segments' engines, one for each until it is forgotten. */
export function openEngines(tls: EngineTls) {
  const secureContext = createSecureContext({ ca: tls.caPem, cert: tls.clientCertPem, key: tls.clientKeyPem });
  const engines = new Map<string, Engine>();
  return {
    of(segment: SegmentRef): Engine {
      const key = segmentResource(segment);
      const engine =
        engines.get(key) ?? new DockerEngine(segmentAddress(segment.cluster.subnet, segment.ordinal), secureContext);
      engines.set(key, engine);
      return engine;
    },
    forget: (segment: SegmentRef) => void engines.delete(segmentResource(segment)),
  };
}
