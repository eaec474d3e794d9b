import { openLog, type Log } from './log';

let log: Log | undefined;

/** The web role's log, opened on first use so that `next build` needs no settings. */
export const webLog = (): Log => (log ??= openLog('web'));
