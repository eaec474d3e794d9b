import { unstable_rethrow } from 'next/navigation';
import type { z } from 'zod';
import { clientAddress } from './auth/client-address';
import { requireActor } from './auth/session';
import { explain } from './failure';
import type { Log } from './log';
import type { Result } from './schemas/result';
import { contextFor, type Context } from './services/context';
import { webLog } from './web-log';

type Handler<S extends z.ZodType, T> = (ctx: Context, input: z.output<S>) => Promise<T>;
type Action<S extends z.ZodType, T> = (input: z.input<S>) => Promise<Result<T>>;

/**
 * A server action for people who are signed in: session → parse → service → Result. Whatever the browser sends is
 * parsed; every error comes back as a `Result`. Next itself refuses calls from other origins.
 */
export const action = <S extends z.ZodType, T>(schema: S, handler: Handler<S, T>): Action<S, T> =>
  door(schema, handler, { open: async () => contextFor(await requireActor(), await clientAddress()), log: webLog });

/** The same for people who are not: signing in, signing up, setting up. */
export const publicAction = <S extends z.ZodType, T>(schema: S, handler: Handler<S, T>): Action<S, T> =>
  door(schema, handler, { open: async () => contextFor({ kind: 'visitor' }, await clientAddress()), log: webLog });

/** The door itself. Redirects and "not found" of Next pass through it. */
export function door<S extends z.ZodType, T>(
  schema: S,
  handler: Handler<S, T>,
  { open, log }: { open: () => Promise<Context>; log: () => Log },
): Action<S, T> {
  return async (input) => {
    try {
      const ctx = await open();
      return { ok: true, data: await handler(ctx, schema.parse(input)) };
    } catch (error) {
      unstable_rethrow(error);
      return { ok: false, error: explain(error, log()) };
    }
  };
}
