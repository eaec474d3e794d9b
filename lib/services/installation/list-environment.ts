import { settingRows } from '../../domain/setting-rows';
import { env, parseEnv, type Env } from '../../env';
import type { EnvironmentSettingDto } from '../../schemas/administration';
import { requireAdmin, type Context } from '../context';

const GiB = 1024 ** 3;
/** Those that the defaults of others are made of, or checked against. */
const base = ['PORT', 'PUPPIS_PUBLIC_HOST', 'PUPPIS_DATA_DIR', 'PUPPIS_GATEWAY_PORTS'];

/**
 * What this process was started with, by the README's table. A secret is told only to be there or not.
 * @throws DomainError forbidden
 */
export function listEnvironment(ctx: Context, settings: Env = env()): EnvironmentSettingDto[] {
  requireAdmin(ctx);
  const plain = parseEnv({});
  const derived = parseEnv(Object.fromEntries(base.map((name) => [name, text(settings, name) ?? ''])));
  return settingRows.flatMap(({ names, what, secret = [] }) =>
    names.map((name) => {
      const value = text(settings, name);
      const given = value !== text(base.includes(name) ? plain : derived, name);
      const hidden = secret.includes(name);
      return { name, value: hidden || value === null ? null : withoutPassword(value), given, secret: hidden, what };
    }),
  );
}

/** A setting as it is written in the environment; null while it has no value. */
function text(settings: Env, name: string): string | null {
  const { PUPPIS_GATEWAY_PORTS: ports, PUPPIS_PLANS: plans, PUPPIS_AUTOSCALE_TIMES: times } = settings;
  if (name === 'PUPPIS_GATEWAY_PORTS') return `${ports.first}-${ports.last}`;
  if (name === 'PUPPIS_PLANS')
    return plans.map(({ key, cpus, memoryBytes }) => `${key}=${cpus}:${memoryBytes / GiB}`).join(',');
  if (name === 'PUPPIS_AUTOSCALE_TIMES')
    return Object.entries(times)
      .map(([key, ms]) => `${key}=${ms / 1000}`)
      .join(',');
  const value = settings[name as keyof Env];
  return value === undefined ? null : String(value);
}

/** An address may carry a password: `postgresql://puppis:secret@host/puppis`. */
const withoutPassword = (value: string) => value.replace(/^([a-z][a-z0-9+.-]*:\/\/[^/@:]*):[^/]*@/i, '$1:…@');
