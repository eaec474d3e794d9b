import { requireSession } from '@/lib/auth/session';
import { route } from '@/lib/route';
import { latestEventId } from '@/lib/services/clusters/feed';
import { answerEvents } from './_answer';
import { feed } from './_feed';

/** What happens to the person's clusters, as it happens (Server-Sent Events; `id:` is the event's id). */
export const GET = route(async (ctx, _params, request) =>
  answerEvents(await requireSession(), request, { feed: feed(), latest: () => latestEventId(ctx) }),
);
