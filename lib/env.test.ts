import { expect, test } from 'vitest';
import { autoscaleTimes } from './domain/autoscale-state';
import { parseEnv } from './env';

const wrong = (source: Record<string, string>) => {
  try {
    parseEnv(source);
  } catch (error) {
    return (error as Error).message;
  }
  return 'taken';
};

test('without any setting there is an installation on this machine alone', () => {
  expect(parseEnv({})).toMatchObject({
    PORT: 3000,
    PUPPIS_BIND: '127.0.0.1',
    PUPPIS_PUBLIC_HOST: 'localhost',
    PUPPIS_PUBLIC_URL: 'http://localhost:3000',
    PUPPIS_GATEWAY_PORTS: { first: 23760, last: 24759 },
    PUPPIS_SIGNUP: 'closed',
    DATABASE_URL: `file:${process.cwd()}/data/puppis.db`,
  });
});

test('what is empty counts as not given', () => {
  expect(parseEnv({ PORT: '', PUPPIS_PUBLIC_HOST: '', PUPPIS_PLANS: '' })).toEqual(parseEnv({}));
});

test('with a name of its own it listens everywhere, unless told otherwise', () => {
  const named = { PUPPIS_PUBLIC_HOST: 'panel.example.org', PORT: '8080' };
  expect(parseEnv(named)).toMatchObject({ PUPPIS_BIND: '0.0.0.0', PUPPIS_PUBLIC_URL: 'http://panel.example.org:8080' });
  expect(parseEnv({ ...named, PUPPIS_BIND: '192.0.2.1' }).PUPPIS_BIND).toBe('192.0.2.1');
});

test('plans are names, vCPUs and gigabytes', () => {
  expect(parseEnv({ PUPPIS_PLANS: 'tiny=1:0.5, big=8:32' }).PUPPIS_PLANS).toEqual([
    { key: 'tiny', cpus: 1, memoryBytes: 512 * 1024 ** 2 },
    { key: 'big', cpus: 8, memoryBytes: 32 * 1024 ** 3 },
  ]);
});

test('the autoscaler’s times are those that are given, in seconds, and else its own', () => {
  const times = (value: string) => parseEnv({ PUPPIS_AUTOSCALE_TIMES: value }).PUPPIS_AUTOSCALE_TIMES;
  expect(times('sample=1, stale=2.5')).toEqual({ ...autoscaleTimes, sample: 1_000, stale: 2_500 });
  // As the browser tests and the engine test set them.
  expect(times('sample=2,average=4')).toMatchObject({ sample: 2_000, average: 4_000 });
  expect(times('sample=1,pending=2,hot=10,average=3,cooldown=2,quiet=5,stale=5,backoff=1').quiet).toBe(5_000);
});

test.each([
  [{ PORT: 'http' }, 'PORT'],
  [{ PORT: '70000' }, 'PORT'],
  [{ PUPPIS_PUBLIC_HOST: 'two words' }, 'PUPPIS_PUBLIC_HOST: must be a host name or an IPv4 address'],
  [{ PUPPIS_PUBLIC_URL: 'panel' }, 'PUPPIS_PUBLIC_URL'],
  [{ PUPPIS_GATEWAY_PORTS: '24000' }, 'PUPPIS_GATEWAY_PORTS: must be a range such as 23760-24759'],
  [{ PUPPIS_GATEWAY_PORTS: '24000-23000' }, 'PUPPIS_GATEWAY_PORTS: must be a range of ports, the lower first'],
  [{ PUPPIS_GATEWAY_PORTS: '2000-4000' }, 'PUPPIS_GATEWAY_PORTS: must not contain PORT'],
  [{ PUPPIS_SUBNET_POOL: '10.213.0.0/25' }, 'PUPPIS_SUBNET_POOL: must be an IPv4 network of a /24 or larger'],
  [{ PUPPIS_SUBNET_POOL: '10.213.5.0/16' }, 'PUPPIS_SUBNET_POOL: must begin at the first address'],
  [{ PUPPIS_SUBNET_POOL: '999.0.0.0/16' }, 'PUPPIS_SUBNET_POOL: must begin at the first address'],
  [{ PUPPIS_ADMIN_EMAIL: 'a@example.org' }, 'PUPPIS_ADMIN_EMAIL: goes together with PUPPIS_ADMIN_PASSWORD'],
  [
    { PUPPIS_ADMIN_EMAIL: 'a@example.org', PUPPIS_ADMIN_PASSWORD: 'short' },
    'PUPPIS_ADMIN_PASSWORD: must have at least 10',
  ],
  [{ PUPPIS_PLANS: 'small=1' }, 'PUPPIS_PLANS: must look like small=1:1,standard=2:4'],
  [{ PUPPIS_AUTOSCALE_TIMES: 'soon=1' }, 'PUPPIS_AUTOSCALE_TIMES: must look like pending=15,quiet=600 (seconds)'],
  [{ PUPPIS_AUTOSCALE_TIMES: 'sample=0.5' }, 'PUPPIS_AUTOSCALE_TIMES: sample must be 1 or more'],
  [{ PUPPIS_AUTOSCALE_TIMES: 'sample=15' }, 'PUPPIS_AUTOSCALE_TIMES: stale must be more than twice sample'],
  [{ PUPPIS_AUTOSCALE_TIMES: 'stale=20' }, 'PUPPIS_AUTOSCALE_TIMES: stale must be more than twice sample'],
  [{ PUPPIS_AUTOSCALE_TIMES: 'average=0' }, 'PUPPIS_AUTOSCALE_TIMES: average must be sample or more'],
  [{ PUPPIS_AUTOSCALE_TIMES: 'hot=9' }, 'PUPPIS_AUTOSCALE_TIMES: hot must be sample or more'],
  [{ PUPPIS_AUTOSCALE_TIMES: 'backoff=1801' }, 'PUPPIS_AUTOSCALE_TIMES: backoffMax must be backoff or more'],
  [{ PUPPIS_MAX_SEGMENTS: '0' }, 'PUPPIS_MAX_SEGMENTS'],
  [{ PUPPIS_MAX_SEGMENTS: '201' }, 'PUPPIS_MAX_SEGMENTS'],
  [{ PUPPIS_MAX_CONNECTIONS: '0' }, 'PUPPIS_MAX_CONNECTIONS'],
  [{ PUPPIS_HANDSHAKE_FAILURES: '-1' }, 'PUPPIS_HANDSHAKE_FAILURES'],
  [{ PUPPIS_MAX_BUNDLES: 'all' }, 'PUPPIS_MAX_BUNDLES'],
  [{ PUPPIS_SIGNUP: 'yes' }, 'PUPPIS_SIGNUP'],
  [{ PUPPIS_SECRET: 'too short' }, 'PUPPIS_SECRET: must have at least 32 characters'],
  [{ PUPPIS_OLD_SECRET: 'none' }, 'PUPPIS_OLD_SECRET: must be the former PUPPIS_SECRET'],
  [{ GITHUB_ID: 'one' }, 'GITHUB_ID: goes together with GITHUB_SECRET'],
  [
    { OIDC_ISSUER: 'https://id.example.org', OIDC_ID: 'one' },
    'OIDC_ISSUER: goes together with OIDC_ID and OIDC_SECRET',
  ],
])('%o is refused by name', (source, words) => {
  expect(wrong(source)).toContain(`  ${words}`);
});

test('everything that is wrong is said at once', () => {
  expect(wrong({ PORT: '0', PUPPIS_SIGNUP: 'maybe' }).split('\n')).toHaveLength(3);
  expect(wrong({ PUPPIS_AUTOSCALE_TIMES: 'sample=0,stale=0' }).split('\n')).toHaveLength(3);
});
