import path from 'node:path';
import { z } from 'zod';
import { autoscaleTimes, wrongTimes, type AutoscaleTimes } from './domain/autoscale-state';
import { mostSegments } from './domain/cluster';
import { lifeKeys } from './domain/credential';
import { defaultPlans, type Plan } from './domain/plans';
import { isNetwork } from './domain/subnets';

const GiB = 1024 ** 3;
const text = z.string().trim().min(1);
const flag = z.enum(['true', 'false']).transform((value) => value === 'true');
const portRule = 'must be a whole number from 1 to 65535';
const port = z.coerce.number(portRule).int(portRule).min(1, portRule).max(65535, portRule);

const portRange = z
  .string()
  .regex(/^\d+-\d+$/, { message: 'must be a range such as 23760-24759', abort: true })
  .transform((value) => value.split('-').map(Number) as [number, number])
  .refine(([first, last]) => first >= 1 && first <= last && last <= 65535, 'must be a range of ports, the lower first')
  .transform(([first, last]) => ({ first, last }));

const pool = z
  .string()
  .regex(/^\d+\.\d+\.\d+\.\d+\/(8|9|1\d|2[0-4])$/, {
    message: 'must be an IPv4 network of a /24 or larger, such as 10.213.0.0/16',
    abort: true,
  })
  .refine(isNetwork, 'must begin at the first address of the network, such as 10.213.0.0/16');

/** `small=1:1,standard=2:4` → plans of vCPUs and GiB. */
const plans = z.string().transform((value, context): readonly Plan[] => {
  const found = value.split(',').map((part) => /^([a-z][a-z0-9-]*)=(\d+):(\d+(?:\.\d+)?)$/.exec(part.trim()));
  if (found.every((match) => match !== null))
    return found.map((match) => ({
      key: match[1]!,
      cpus: Number(match[2]),
      memoryBytes: Math.round(Number(match[3]) * GiB),
    }));
  context.addIssue({ code: 'custom', message: 'must look like small=1:1,standard=2:4 (name=vCPUs:GB)' });
  return z.NEVER;
});

const isTime = (name: string | undefined): name is keyof AutoscaleTimes => name !== undefined && name in autoscaleTimes;

/** `pending=15,quiet=600`, in seconds → the autoscaler's times in milliseconds, the others as they are by default. */
const times = z.string().transform((value, context): AutoscaleTimes => {
  const found = value.split(',').map((part) => /^(\w+)=(\d+(?:\.\d+)?)$/.exec(part.trim()));
  if (found.every((match) => isTime(match?.[1]))) {
    const given = Object.fromEntries(found.map((match) => [match![1], Number(match![2]) * 1000]));
    const all = { ...autoscaleTimes, ...given };
    wrongTimes(all).forEach((message) => context.addIssue({ code: 'custom', message }));
    return all;
  }
  const names = Object.keys(autoscaleTimes).join(', ');
  context.addIssue({ code: 'custom', message: `must look like pending=15,quiet=600 (seconds); there are ${names}` });
  return z.NEVER;
});

const settings = z.object({
  NODE_ENV: z.enum(['production', 'development', 'test']).default('production'),
  PORT: port.default(3000),
  PUPPIS_DATA_DIR: text.default('./data'),
  PUPPIS_PUBLIC_HOST: text.regex(/^[A-Za-z0-9.-]+$/, 'must be a host name or an IPv4 address').default('localhost'),
  PUPPIS_PUBLIC_URL: z.url().optional(),
  PUPPIS_BIND: text.optional(),
  PUPPIS_TRUST_PROXY: flag.default(false),
  PUPPIS_GATEWAY_PORTS: portRange.default({ first: 23760, last: 24759 }),
  PUPPIS_SUBNET_POOL: pool.default('10.213.0.0/16'),
  PUPPIS_ADMIN_EMAIL: z.email().optional(),
  PUPPIS_ADMIN_PASSWORD: z.string().min(10, 'must have at least 10 characters').optional(),
  PUPPIS_SIGNUP: z.enum(['open', 'closed']).default('closed'),
  PUPPIS_SEGMENT_IMAGE: text.optional(),
  PUPPIS_REGISTRY_MIRROR: z.url().optional(),
  PUPPIS_PLANS: plans.default(defaultPlans),
  PUPPIS_MAX_CLUSTERS: z.coerce.number().int().min(0).default(3),
  PUPPIS_MAX_SEGMENTS: z.coerce.number().int().min(1).max(mostSegments).default(3),
  PUPPIS_MAX_CREDENTIAL_LIFE: z.enum(lifeKeys).default('1y'),
  PUPPIS_MAX_BUNDLES: z.coerce.number().int().min(1).default(60),
  PUPPIS_MAX_CONNECTIONS: z.coerce.number().int().min(1).default(512),
  PUPPIS_HANDSHAKE_FAILURES: z.coerce.number().int().min(0).default(20),
  PUPPIS_CA_KEY_IN_BUNDLES: flag.default(true),
  PUPPIS_AUTOSCALE_TIMES: times.default(autoscaleTimes),
  PUPPIS_AUDIT_DAYS: z.coerce.number().int().min(1).max(3650).default(90),
  PUPPIS_SECRET: z.string().min(32, 'must have at least 32 characters').optional(),
  PUPPIS_OLD_SECRET: z
    .string()
    .refine((value) => value === 'file' || value.length >= 32, 'must be the former PUPPIS_SECRET, or the word file')
    .optional(),
  PUPPIS_LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'silent']).default('info'),
  GITHUB_ID: text.optional(),
  GITHUB_SECRET: text.optional(),
  OIDC_NAME: text.default('Single sign-on'),
  OIDC_ISSUER: z.url().optional(),
  OIDC_ID: text.optional(),
  OIDC_SECRET: text.optional(),
  DOCKER_HOST: text.default('unix:///var/run/docker.sock'),
  DATABASE_URL: text.optional(),
});

type Settings = z.output<typeof settings>;
/** What can be set; NODE_ENV is Node's. */
export const settingNames = Object.keys(settings.shape).filter((name) => name !== 'NODE_ENV');

/** What one setting says about another. */
const schema = settings
  .refine(({ PORT, PUPPIS_GATEWAY_PORTS: { first, last } }) => PORT < first || PORT > last, {
    path: ['PUPPIS_GATEWAY_PORTS'],
    message: 'must not contain PORT, which is the panel’s own',
  })
  .refine(bothOrNeither('PUPPIS_ADMIN_EMAIL', 'PUPPIS_ADMIN_PASSWORD'), {
    path: ['PUPPIS_ADMIN_EMAIL'],
    message: 'goes together with PUPPIS_ADMIN_PASSWORD',
  })
  .refine(bothOrNeither('GITHUB_ID', 'GITHUB_SECRET'), {
    path: ['GITHUB_ID'],
    message: 'goes together with GITHUB_SECRET',
  })
  .refine((all) => bothOrNeither('OIDC_ISSUER', 'OIDC_ID')(all) && bothOrNeither('OIDC_ID', 'OIDC_SECRET')(all), {
    path: ['OIDC_ISSUER'],
    message: 'goes together with OIDC_ID and OIDC_SECRET',
  });

function bothOrNeither(one: keyof Settings, other: keyof Settings) {
  return (all: Settings) => (all[one] === undefined) === (all[other] === undefined);
}

export type Env = ReturnType<typeof parseEnv>;

/**
 * Reads the settings out of `source` (README, "Settings").
 * @throws Error naming every setting that is wrong, one per line
 */
export function parseEnv(source: Record<string, string | undefined>) {
  const given = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== undefined && value !== ''));
  const result = schema.safeParse(given);
  if (!result.success) {
    const lines = result.error.issues.map((issue) => `  ${issue.path.join('.')}: ${issue.message}`);
    throw new Error(`These settings are not right:\n${lines.join('\n')}`);
  }
  const values = result.data;
  const dataDir = path.resolve(values.PUPPIS_DATA_DIR);
  return Object.freeze({
    ...values,
    PUPPIS_DATA_DIR: dataDir,
    PUPPIS_BIND: values.PUPPIS_BIND ?? (values.PUPPIS_PUBLIC_HOST === 'localhost' ? '127.0.0.1' : '0.0.0.0'),
    PUPPIS_PUBLIC_URL: values.PUPPIS_PUBLIC_URL ?? `http://${values.PUPPIS_PUBLIC_HOST}:${values.PORT}`,
    DATABASE_URL: values.DATABASE_URL ?? `file:${path.join(dataDir, 'puppis.db')}`,
  });
}

/** Adds what `.env` in the working directory says; the environment itself comes first. */
function withEnvFile() {
  try {
    process.loadEnvFile();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
  return process.env;
}

let parsed: Env | undefined;

/** This process's settings, read once. */
export function env(): Env {
  parsed ??= parseEnv(withEnvFile());
  return parsed;
}
