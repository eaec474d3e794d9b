/**
 * Waits for `done` to answer something but undefined or false, and answers that. Asks every `everyMs`.
 * @throws Error naming `what` after `limitMs`
 */
export async function eventually<T>(
  what: string,
  done: () => Promise<T | undefined | false>,
  limitMs = 120_000,
  everyMs = 50,
): Promise<T> {
  const end = Date.now() + limitMs;
  for (;;) {
    const result = await done();
    if (result !== undefined && result !== false) return result;
    if (Date.now() > end) throw new Error(`${what} did not happen within ${limitMs / 1000} s`);
    await new Promise((resolve) => setTimeout(resolve, everyMs));
  }
}
