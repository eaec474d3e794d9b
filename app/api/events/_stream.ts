import type { Ear } from '@/lib/feed';
import type { EventDto } from '@/lib/schemas/cluster';

interface StreamOptions {
  /** Given when the listener begins here: told to them in a `start` event, so that they know where to resume. */
  startId?: number;
  subscribe: (ear: Ear) => () => void;
  /** Aborted when the listener goes away. */
  signal: AbortSignal;
  heartbeatMs?: number;
  /** A stream ends after this time, and the browser reconnects with its cookie, which may have run out. */
  lifeMs?: number;
}

/** A stream in the format of Server-Sent Events (WHATWG HTML, section 9.2), with a comment as heartbeat. */
export function eventStream(options: StreamOptions): ReadableStream<Uint8Array> {
  const { startId, subscribe, signal, heartbeatMs = 15_000, lifeMs = 5 * 60_000 } = options;
  const encoder = new TextEncoder();
  let stop = () => {};
  return new ReadableStream({
    start(controller) {
      const send = (text: string) => controller.enqueue(encoder.encode(text));
      const heartbeat = setInterval(() => send(': here\n\n'), heartbeatMs);
      const life = setTimeout(() => end(), lifeMs);
      const unsubscribe = subscribe({
        onEvents: (events) => send(events.map(frame).join('')),
        onEnd: () => end(),
      });
      stop = () => {
        clearInterval(heartbeat);
        clearTimeout(life);
        unsubscribe();
        signal.removeEventListener('abort', end);
        stop = () => {};
      };
      const end = () => {
        stop();
        controller.close();
      };
      signal.addEventListener('abort', end);
      send('retry: 1000\n\n');
      if (startId !== undefined) send(`event: start\nid: ${startId}\ndata: {}\n\n`);
    },
    cancel: () => stop(),
  });
}

const frame = (event: EventDto) => `id: ${event.id}\ndata: ${JSON.stringify(event)}\n\n`;
