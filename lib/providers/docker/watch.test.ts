import { expect, test } from 'vitest';
import { clusterOf } from './watch';

test('a container is known by its labels, and only when it is of this installation', () => {
  const labels = { 'puppis.installation': 'here', 'puppis.cluster': 'abc', name: 'puppis-abc-n1' };
  const event = { Type: 'container', Actor: { ID: 'f00', Attributes: labels } };
  expect(clusterOf(event, 'here')).toBe('abc');
  expect(clusterOf(event, 'elsewhere')).toBeUndefined();
});

test('networks and volumes are known by their names', () => {
  expect(clusterOf({ Type: 'network', Actor: { ID: 'f00', Attributes: { name: 'puppis-abc' } } }, 'here')).toBe('abc');
  expect(clusterOf({ Type: 'volume', Actor: { ID: 'puppis-abc-n12', Attributes: {} } }, 'here')).toBe('abc');
  expect(clusterOf({ Type: 'volume', Actor: { ID: 'database', Attributes: {} } }, 'here')).toBeUndefined();
});
