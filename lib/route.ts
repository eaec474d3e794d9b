import { unstable_rethrow } from 'next/navigation';
import type { NextRequest } from 'next/server';
import { clientAddress } from './auth/client-address';
import { requireActor } from './auth/session';
import { explain, httpStatus } from './failure';
import type { Log } from './log';
import { contextFor, type Context } from './services/context';
import { webLog } from './web-log';

type RouteHandler<P> = (ctx: Context, params: P, request: NextRequest) => Promise<unknown>;

/**
 * A GET route handler for people who are signed in. What `handler` returns is sent as JSON, unless it is a `Response`
 * already; errors become `{ error: { code, message, field?, reference? } }` with the HTTP status that fits.
 */
export const route = <P = object>(handler: RouteHandler<P>) =>
  guarded(handler, { open: async () => contextFor(await requireActor(), await clientAddress()), log: webLog });

/** The same for anybody. */
export const publicRoute = <P = object>(handler: RouteHandler<P>) =>
  guarded(handler, { open: async () => contextFor({ kind: 'visitor' }), log: webLog });

export function guarded<P>(handler: RouteHandler<P>, { open, log }: { open: () => Promise<Context>; log: () => Log }) {
  return async (request: NextRequest, { params }: { params: Promise<P> }): Promise<Response> => {
    try {
      const answer = await handler(await open(), await params, request);
      return answer instanceof Response ? answer : json(answer, 200);
    } catch (error) {
      unstable_rethrow(error);
      const failure = explain(error, log());
      return json({ error: failure }, httpStatus(failure.code));
    }
  };
}

const json = (body: unknown, status: number) =>
  Response.json(body, { status, headers: { 'cache-control': 'private, no-store' } });
