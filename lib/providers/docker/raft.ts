import type Docker from 'dockerode';
import { inSequence, statusOf } from './failures';

type Limit = () => { abortSignal: AbortSignal };

/** On a Swarm whose interval between snapshots is 1 for a moment: what it was. Outlives a worker that dies meanwhile. */
const usualLabel = 'puppis.snapshot-interval';

/** The part of `GET /swarm`'s Spec that is changed here. */
interface SwarmSpec {
  readonly Labels?: Readonly<Record<string, string>>;
  readonly Raft: { readonly SnapshotInterval: number };
}

function atOnce(spec: SwarmSpec): SwarmSpec {
  const Labels = { [usualLabel]: String(spec.Raft.SnapshotInterval), ...spec.Labels };
  return { ...spec, Labels, Raft: { ...spec.Raft, SnapshotInterval: 1 } };
}

function asUsual(spec: SwarmSpec): SwarmSpec {
  const { [usualLabel]: usual, ...Labels } = spec.Labels ?? {};
  return usual ? { ...spec, Labels, Raft: { ...spec.Raft, SnapshotInterval: Number(usual) } } : spec;
}

/**
 * Lets the managers write a snapshot of their Swarm, after the second change at the latest, and start from that. The third is there
 * to be read after it: only upon an entry of its log a lone manager elects itself at once (swarmkit, campaignWhenAble).
 * Resolves also when the Swarm refuses. @param limit options of dockerode that bound each call
 */
export async function writeSnapshot(docker: Docker, limit: Limit): Promise<void> {
  try {
    await changeSwarm(docker, limit, atOnce);
  } catch (error) {
    if (statusOf(error) === undefined) throw error; // no answer: it may be changed all the same, and is looked at again
    return;
  }
  for (let times = 0; times < 2; times++) await changeSwarm(docker, limit, asUsual);
}

function changeSwarm(docker: Docker, limit: Limit, change: (spec: SwarmSpec) => SwarmSpec): Promise<void> {
  return inSequence(async () => {
    const { Spec, Version } = await swarmOf(docker, limit());
    await docker.swarmUpdate({ _query: { version: Version.Index }, _body: change(Spec), ...limit() });
  });
}

interface RawSwarm {
  readonly Version: { readonly Index: number };
  readonly Spec: SwarmSpec;
  readonly JoinTokens: { readonly Manager: string; readonly Worker: string };
}

/** `GET /swarm`. dockerode's types know of no time limit here. */
export const swarmOf = (docker: Docker, limit: { abortSignal: AbortSignal }) =>
  (docker as unknown as { swarmInspect(options: object): Promise<RawSwarm> }).swarmInspect(limit);
