import type { Instrumentation } from 'next';

/** Runs once before the web server answers its first request. */
export async function register(): Promise<void> {
  const { env } = await import('./lib/env');
  const { replaceForwardedFor } = await import('./lib/auth/client-address');
  if (!env().PUPPIS_TRUST_PROXY) replaceForwardedFor();
}

/** Errors while a page is made. The page shows `digest` as its reference; here the log has the cause under it. */
export const onRequestError: Instrumentation.onRequestError = async (
  error,
  { path, method },
  { routePath, routeType },
) => {
  const { webLog } = await import('./lib/web-log');
  const reference = (error as { digest?: string } | undefined)?.digest;
  const [pathname] = path.split('?');
  webLog().error({ err: error, reference, method, path: pathname, routePath, routeType }, 'a page could not be shown');
};
