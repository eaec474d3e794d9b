import { watch } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { databaseFile } from './database-file';

/** One write is many changes of the file; they are gathered for so long, in milliseconds. */
const gatherMs = 5;

/** Lets one loop rest until there may be something to look at. */
export interface Alarm {
  /** Resolves after `ms`, or soon after the next write (also one since the last rest), or when aborted. Never throws. */
  rest(ms: number, signal?: AbortSignal): Promise<void>;
  close(): void;
}

/** Rests the whole time. */
export const silentAlarm: Alarm = {
  rest: (ms, signal) => sleep(ms, undefined, { signal }).catch(() => undefined),
  close() {},
};

/**
 * An alarm that goes off when any process writes to the SQLite database at `url` (file:…). Of a database elsewhere, and where
 * the file system tells nothing, it hears nothing: what rests must wake by itself often enough.
 */
export function openAlarm(url: string): Alarm {
  let written = false;
  let wake = () => {};
  const close = onWrite(url, () => {
    written = true;
    wake();
  });
  return {
    close,
    async rest(ms, signal) {
      if (signal?.aborted) return;
      // Not AbortSignal.any: on Node 20 a signal that lives as long as the process keeps a trace of each that follows it.
      const woken = new AbortController();
      wake = () => woken.abort();
      signal?.addEventListener('abort', wake);
      if (!written) await silentAlarm.rest(ms, woken.signal);
      signal?.removeEventListener('abort', wake);
      if (written) await silentAlarm.rest(gatherMs, signal);
      written = false;
    },
  };
}

/** Every write goes to the write-ahead log beside the file first (https://www.sqlite.org/wal.html, where migrate.ts puts it). */
function onWrite(url: string, call: () => void): () => void {
  const file = databaseFile(url);
  if (!file) return () => {};
  const log = `${path.basename(file)}-wal`;
  try {
    const watcher = watch(path.dirname(file), { persistent: false }, (_event, name) => {
      if (name === log) call();
    });
    watcher.on('error', () => watcher.close());
    return () => watcher.close();
  } catch {
    return () => {}; // none left to be had on this machine (fs.inotify.max_user_watches)
  }
}
