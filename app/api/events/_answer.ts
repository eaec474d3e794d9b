import type { Session } from '@/lib/domain/actor';
import type { createFeed } from '@/lib/feed';
import { eventStream } from './_stream';

interface Events {
  readonly feed: Pick<ReturnType<typeof createFeed>, 'subscribe'>;
  /** Where the whole installation's feed stands. */
  readonly latest: () => Promise<number>;
}

/** Where a browser that had events before goes on: the header is its own, the parameter our script's. */
const resumeAfter = (request: Request): number | undefined => {
  const given = request.headers.get('last-event-id') ?? new URL(request.url).searchParams.get('after');
  return given !== null && /^\d{1,15}$/.test(given) ? Number(given) : undefined;
};

/** Streams what happens to the clusters of the session's person from where `request` says, or from now on. */
export async function answerEvents(session: Session, request: Request, { feed, latest }: Events): Promise<Response> {
  const resume = resumeAfter(request);
  const after = resume ?? (await latest());
  const stream = eventStream({
    startId: resume === undefined ? after : undefined,
    subscribe: (ear) => feed.subscribe(session, after, ear),
    signal: request.signal,
  });
  return new Response(stream, {
    headers: {
      'content-type': 'text/event-stream; charset=utf-8',
      // no-transform: compression would hold events back until its buffer is full.
      'cache-control': 'private, no-store, no-transform',
      'x-accel-buffering': 'no',
    },
  });
}
