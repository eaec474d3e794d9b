import { expect, test } from 'vitest';
import type { EventDto } from '../schemas/cluster';
import { appendEvent } from './append-event';

const event = (id: number): EventDto => ({
  id,
  clusterId: 'c',
  at: new Date(id).toISOString(),
  level: 'info',
  step: 'network',
  message: `event ${id}`,
  durationMs: null,
});
const ids = (log: EventDto[]) => log.map(({ id }) => id);

test('a newer event goes to the end', () => {
  expect(ids(appendEvent([event(1), event(2)], event(5)))).toEqual([1, 2, 5]);
});

test('an event that is there already changes nothing', () => {
  const log = [event(1), event(2)];
  expect(appendEvent(log, event(1))).toBe(log);
});

test('an event that comes late takes its place', () => {
  expect(ids(appendEvent([event(1), event(4)], event(3)))).toEqual([1, 3, 4]);
});
