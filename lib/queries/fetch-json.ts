/** An answer that was no success; `status` is HTTP's. */
export class ApiError extends Error {
  override readonly name = 'ApiError';

  constructor(
    readonly status: number,
    message: string,
  ) {
    super(message);
  }
}

/**
 * GETs JSON from this site's own API.
 * @throws ApiError when it answers with an error
 * @throws TypeError when it does not answer
 */
export async function fetchJson<T>(path: string, signal?: AbortSignal): Promise<T> {
  const response = await fetch(path, { signal, cache: 'no-store', headers: { accept: 'application/json' } });
  if (response.ok) return (await response.json()) as T;
  const body = (await response.json().catch(() => undefined)) as { error?: { message?: string } } | undefined;
  throw new ApiError(response.status, body?.error?.message ?? 'Puppis could not answer. Try again in a moment.');
}
