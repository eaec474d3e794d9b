import type { EventDto } from '../schemas/cluster';

/** The log with `event` at its end. The feed may repeat an event after a reconnection; the log never does. */
export function appendEvent(log: EventDto[], event: EventDto): EventDto[] {
  const newest = log.at(-1);
  if (!newest || event.id > newest.id) return [...log, event];
  return log.some(({ id }) => id === event.id) ? log : [...log, event].sort((a, b) => a.id - b.id);
}
