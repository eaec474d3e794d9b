import type { TLSSocket } from 'node:tls';
import { openDialler, type DialOptions } from './dial';
import { Spares } from './spares';

export interface EngineAddress {
  readonly address: string;
  readonly state: string;
}

export interface Engines {
  /**
   * A connection to the first engine that takes one: those that are ready first, the last good one before others. It may be
   * paused: resume it when somebody listens.
   * @throws Error when none does, each within its time limit
   */
  connect(clusterId: string, managers: readonly EngineAddress[]): Promise<TLSSocket>;
  /** Drops what was remembered of a cluster. */
  forget(clusterId: string): void;
}

interface Options extends DialOptions {
  /** Whether to keep a connection ready to an engine that was just used. */
  readonly spare?: boolean;
}

interface Memory {
  good?: string;
  /** TLS sessions by address: resuming one saves both sides the certificates. */
  readonly sessions: Map<string, Buffer>;
  readonly spares: Spares;
}

/** Managers in the order in which they are tried. */
export function tryOrder(managers: readonly EngineAddress[], good?: string): string[] {
  const rank = ({ address, state }: EngineAddress) => (state === 'ready' ? 0 : 2) + (address === good ? 0 : 1);
  return [...managers].sort((one, other) => rank(one) - rank(other)).map(({ address }) => address);
}

/** Opens connections to segments' engines, for all clusters. */
export function createEngines({ spare = true, ...options }: Options): Engines {
  const dial = openDialler(options);
  const memories = new Map<string, Memory>();
  const memoryOf = (clusterId: string) => memories.get(clusterId) ?? remember(clusterId);
  const remember = (clusterId: string) => {
    const sessions = new Map<string, Buffer>();
    const memory: Memory = { sessions, spares: new Spares((address) => open(sessions, address)) };
    memories.set(clusterId, memory);
    return memory;
  };
  const open = async (sessions: Memory['sessions'], address: string) => {
    const socket = await dial(address, sessions.get(address));
    socket.on('session', (fresh: Buffer) => sessions.set(address, fresh));
    return socket;
  };
  return {
    async connect(clusterId, managers) {
      const memory = memoryOf(clusterId);
      const failures: unknown[] = [];
      for (const address of tryOrder(managers, memory.good)) {
        try {
          const socket = memory.spares.take(address) ?? (await open(memory.sessions, address));
          memory.good = address;
          if (spare) socket.once('close', () => memories.get(clusterId) === memory && memory.spares.prepare(address));
          return socket;
        } catch (error) {
          memory.sessions.delete(address);
          failures.push(error);
        }
      }
      throw new AggregateError(failures, `none of ${managers.length} managers takes a connection`);
    },
    forget(clusterId) {
      const memory = memories.get(clusterId);
      memories.delete(clusterId);
      for (const address of memory?.sessions.keys() ?? []) memory?.spares.drop(address);
    },
  };
}
