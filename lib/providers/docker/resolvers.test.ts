import { expect, test } from 'vitest';
import { resolversOf } from './resolvers';

test('keeps the servers that a container can reach', () => {
  const text =
    '# made by somebody\nnameserver 127.0.0.53\nsearch lan\nnameserver 192.168.1.1 # router\n  nameserver fd00::1\noptions edns0\n';
  expect(resolversOf(text)).toEqual(['192.168.1.1', 'fd00::1']);
});

test('is empty where only loopback or link-local servers are named', () => {
  expect(resolversOf('nameserver 127.0.0.11\nnameserver ::1\nnameserver fe80::1%eth0\n')).toEqual([]);
});
