import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { look, type Host } from './host';
import { clusterOfName, label } from './names';

/** One line of `GET /events`, as far as it is used here. */
export interface RawEvent {
  readonly Type: string;
  readonly Action?: string;
  readonly timeNano?: number;
  readonly Actor: { readonly ID: string; readonly Attributes: Readonly<Record<string, string>> };
}

/** The cluster an event is about. Networks and volumes say no labels, only a name: it may be another installation's. */
export function clusterOf({ Type, Actor: { ID, Attributes } }: RawEvent, installation: string): string | undefined {
  if (Type === 'container')
    return Attributes[label.installation] === installation ? Attributes[label.cluster] : undefined;
  return clusterOfName(Type === 'volume' ? ID : (Attributes.name ?? ''));
}

const filters = {
  type: ['container', 'network', 'volume'],
  event: ['start', 'die', 'destroy', 'pause', 'unpause', 'oom', 'update', 'connect'],
};

const firstPauseMs = 250;
const longestPauseMs = 10_000;

/** See Provider.watch. What happened while the engine did not answer is asked for afterwards, as far as it remembers. */
export async function watch(host: Host, onChange: (clusterId: string) => void, signal: AbortSignal): Promise<void> {
  let pause = firstPauseMs;
  let since = Date.now() * 1e6;
  while (!signal.aborted) {
    try {
      for await (const event of events(host, since, signal)) {
        pause = firstPauseMs;
        since = event.timeNano ?? since;
        const cluster = clusterOf(event, host.installation);
        if (cluster !== undefined) void listed(host, event).then(() => onChange(cluster));
      }
    } catch {
      // The engine stopped, or never answered: asked again below until told to end.
    }
    await sleep(pause, undefined, { signal }).catch(() => undefined);
    pause = Math.min(longestPauseMs, pause * 2);
  }
}

/**
 * Waits until lists know of the event. An engine tells that a container died before it puts it away, and lists it as running
 * meanwhile (moby, daemon/monitor.go); who asks for the container itself waits for the end of that.
 */
async function listed({ docker }: Host, { Type, Action, Actor }: RawEvent): Promise<void> {
  if (Type !== 'container' || Action !== 'die') return;
  await docker
    .getContainer(Actor.ID)
    .inspect(look())
    .catch(() => undefined); // gone, or the engine is: there is something to look at either way
}

async function* events({ docker }: Host, sinceNano: number, signal: AbortSignal): AsyncGenerator<RawEvent> {
  const since = (sinceNano / 1e9).toFixed(9); // seconds.nanoseconds; dockerode's types know neither it nor the signal
  const options: object = { since, filters, abortSignal: signal };
  const stream = await docker.getEvents(options);
  for await (const line of createInterface({ input: stream })) if (line.trim()) yield JSON.parse(line) as RawEvent;
}
