import { route } from '@/lib/route';
import { latestEventId } from '@/lib/services/clusters/feed';
import { feed } from './_feed';
import { eventStream } from './_stream';

const startAfter = (request: Request): number | undefined => {
  const given = request.headers.get('last-event-id') ?? new URL(request.url).searchParams.get('after');
  return given !== null && /^\d{1,15}$/.test(given) ? Number(given) : undefined;
};

/** What happens to the person's clusters, as it happens (Server-Sent Events; `id:` is the event's id). */
export const GET = route(async (ctx, _params, request) => {
  const resume = startAfter(request);
  const after = resume ?? (await latestEventId(ctx));
  const stream = eventStream({
    startId: resume === undefined ? after : undefined,
    subscribe: (onEvents) => feed().subscribe(ctx.actor, after, onEvents),
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
});
