import { ProviderError } from '../types';

interface EngineFailure {
  readonly statusCode?: number;
  readonly json?: { readonly message?: string };
  readonly message?: string;
  readonly code?: string;
}

/** The HTTP status an engine refused with; undefined when it gave none. */
export const statusOf = (error: unknown) => (error as EngineFailure).statusCode;

/** What the engine said, without dockerode's wrapping. */
export function wordsOf(error: unknown): string {
  const { json, message } = error as EngineFailure;
  return (json?.message ?? message ?? String(error)).trim();
}

/** Resolves to undefined instead when the engine refuses with one of `statuses`. */
export async function unless<T>(call: Promise<T>, ...statuses: number[]): Promise<T | undefined> {
  try {
    return await call;
  } catch (error) {
    if (statuses.includes(statusOf(error) ?? 0)) return undefined;
    throw error;
  }
}

/** Reads and writes again when another caller wrote in between: each of a few callers gets its turn, whoever is quicker. */
export async function inSequence(readAndWrite: () => Promise<void>): Promise<void> {
  for (let tries = 1; ; tries++) {
    try {
      return await readAndWrite();
    } catch (error) {
      if (tries === 50 || !wordsOf(error).includes('update out of sequence')) throw error;
    }
  }
}

const silent = new Set(['ECONNREFUSED', 'ENOENT', 'ECONNRESET', 'EHOSTUNREACH', 'ETIMEDOUT', 'EACCES', 'ENOTFOUND']);

/** Says in a ProviderError what went wrong with the engine at `address`. */
export async function said<T>(address: string, call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    if (error instanceof ProviderError) throw error;
    const { code } = error as EngineFailure;
    const gone = (code !== undefined && silent.has(code)) || (error as Error).name === 'AbortError';
    const words = statusOf(error) === undefined ? 'cannot be spoken to' : 'said';
    const message = gone
      ? `The Docker engine at ${address} does not answer.`
      : `The Docker engine at ${address} ${words}: ${wordsOf(error)}`;
    throw new ProviderError(message, { terminal: false, cause: error });
  }
}
