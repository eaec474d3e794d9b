import type { Instrumentation } from 'next';

// Next compiles this file for the Edge runtime as well, and there leaves out what NEXT_RUNTIME, a constant, rules out.

/** Runs once before the web server answers its first request. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== 'nodejs') return;
  const { env } = await import('./lib/env');
  const { replaceForwardedFor } = await import('./lib/auth/client-address');
  const { closeConnectionsOnStop } = await import('./lib/web-stop');
  const { refuseWrongSecret } = await import('./lib/boot');
  const { webLog } = await import('./lib/web-log');
  await refuseWrongSecret(webLog());
  closeConnectionsOnStop();
  if (!env().PUPPIS_TRUST_PROXY) replaceForwardedFor();
}

/** Errors while a page is made. The page shows `digest` as its reference; here the log has the cause under it. */
export const onRequestError: Instrumentation.onRequestError = async (error, request, { routePath, routeType }) => {
  if (process.env.NEXT_RUNTIME !== 'nodejs') return;
  const { webLog } = await import('./lib/web-log');
  const reference = (error as { digest?: string } | undefined)?.digest;
  const [path] = request.path.split('?');
  const { method } = request;
  webLog().error({ err: error, reference, method, path, routePath, routeType }, 'a page could not be shown');
};
