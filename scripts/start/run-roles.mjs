import { setTimeout as delay } from 'node:timers/promises';
import { Refusal } from '../common/run.mjs';
import { supervise } from '../supervisor.mjs';

const mostDeathsAtStart = 3;

/** Where this machine reaches the web role, whatever address it is bound to. */
function localUrl({ PUPPIS_BIND: bind, PORT: port }) {
  const host = bind === '0.0.0.0' || bind === '::' ? 'localhost' : bind;
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
}

async function answers(url) {
  try {
    return (await fetch(`${url}/healthz`, { signal: AbortSignal.timeout(5000) })).ok;
  } catch {
    return false;
  }
}

/** Keeps in the log what happens to roles, and what they said last, for the report when one cannot start. */
function follow({ output }) {
  const deaths = new Map();
  const lastLines = new Map();
  const onLine = (role, line, stream) => {
    lastLines.set(role, [...(lastLines.get(role) ?? []).slice(-11), line]);
    output.line(role, line, stream);
  };
  const onEvent = (role, event) => {
    if (event.kind === 'stopped' && event.how === 'SIGKILL')
      return output.say('warn', `${role} did not stop in time and was killed`, { pid: event.pid });
    if (event.kind !== 'died') return output.say('info', `${role} ${event.kind}`, { pid: event.pid });
    deaths.set(role, event.deaths);
    const next = event.waitMs === undefined ? '' : `; starting it again in ${event.waitMs / 1000} s`;
    output.say('error', `${role} ended by itself (${event.how})${next}`);
  };
  return { onLine, onEvent, deaths, lastLines };
}

/** Resolves when every role runs and web answers; there is no time limit, because machines differ. */
async function untilReady(roles, supervisor, { settings, followed, signal }) {
  const web = roles.some((role) => role.name === 'web');
  while (!signal.aborted) {
    for (const { name } of roles)
      if ((followed.deaths.get(name) ?? 0) >= mostDeathsAtStart)
        throw new Refusal(
          `${name} cannot start. It said last:\n${followed.lastLines.get(name)?.join('\n') ?? '(nothing)'}`,
        );
    if (supervisor.allRun() && (!web || (await answers(localUrl(settings))))) return;
    await delay(200);
  }
}

/** How to get in; said at every start. */
function signInHint(admin, url) {
  if (admin?.kind === 'link') return `  Make the first administrator (works once, for 24 hours): ${url}${admin.path}`;
  if (admin?.kind === 'made') return `  Sign in as ${admin.email} with the password in PUPPIS_ADMIN_PASSWORD.`;
  return '  Sign in with your account.';
}

function greet({ settings, prepared }, roles) {
  const url = settings.PUPPIS_PUBLIC_URL;
  const web = roles.some((role) => role.name === 'web');
  console.log(web ? `\nPuppis is ready: ${url}` : `\n${roles[0].name} is running.`);
  if (web) console.log(signInHint(prepared.admin, url));
  console.log(`  Logs: ${settings.PUPPIS_DATA_DIR}/logs`);
  console.log('  Ctrl-C stops Puppis; clusters keep running.\n');
}

/** Resolves with the roles' stop on the first signal; the second forces it. */
function stopOnSignal(supervisor, onStop) {
  return new Promise((resolve) => {
    let asked = false;
    const onSignal = () => {
      if (asked) return supervisor.kill();
      asked = true;
      onStop();
      resolve(supervisor.stop());
    };
    for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {}); // the terminal may be gone
    process.on('SIGINT', onSignal).on('SIGTERM', onSignal).on('SIGHUP', onSignal);
  });
}

/**
 * Runs the roles until a signal, then ends this process: 0 after a signal, 1 when a role cannot start. Without `restart`
 * (one role in the foreground) it ends as soon as the role does, for the service manager to decide.
 */
export async function runRoles(roles, { settings, prepared, output, step, restart }) {
  const followed = follow({ output });
  const aborter = new AbortController();
  const onEvent = (role, event) => {
    followed.onEvent(role, event);
    if (event.kind === 'died' && !restart) process.exit(1);
  };
  const supervisor = supervise(roles, { onLine: followed.onLine, onEvent, restart });
  const stopped = stopOnSignal(supervisor, () => {
    aborter.abort();
    console.log('\nStopping (clusters keep running)…');
  });
  try {
    const starting = () => untilReady(roles, supervisor, { settings, followed, signal: aborter.signal });
    await step(`Starting ${roles.map((role) => role.name).join(', ')}`, starting);
    if (!aborter.signal.aborted) greet({ settings, prepared }, roles);
  } catch (error) {
    await supervisor.stop();
    throw error;
  }
  await stopped;
  process.exit(0);
}
