/** A few calls of Docker's HTTP API with nothing but Node: the docker command may not be there, nor any npm package. */
import http from 'node:http';
import { pipeline } from 'node:stream/promises';
import { createInterface } from 'node:readline';

export const defaultDockerHost = 'unix:///var/run/docker.sock';

/** @param {string} dockerHost unix:///path or tcp://host:port */
function target(dockerHost) {
  const url = new URL(dockerHost);
  if (url.protocol === 'unix:') return { socketPath: url.pathname };
  if (url.protocol === 'tcp:') return { host: url.hostname, port: url.port || 2375 };
  throw new Error(`DOCKER_HOST is ${dockerHost}; it must look like unix:///var/run/docker.sock or tcp://host:port.`);
}

async function send({ dockerHost, method, path, body, headers, signal }) {
  const request = http.request({ ...target(dockerHost), method, path, headers, signal });
  if (body) request.flushHeaders(); // the engine waits for them 5 minutes at most, and a body may be longer in coming
  const answered = new Promise((resolve, reject) => request.once('response', resolve).once('error', reject));
  if (body) await Promise.race([pipeline(body, request), answered]);
  else request.end();
  return answered;
}

/**
 * @param {string} dockerHost
 * @param {string} method
 * @param {string} path
 * @param {{ body?: import('node:stream').Readable, headers?: Record<string, string>, silenceMs?: number,
 *   onMessage?: (message: { status?: string, id?: string }) => void }} options `silenceMs`: how long nothing may come
 * @returns {Promise<{ status: number, messages: any[] }>} every line of the answer as JSON
 * @throws Error when the engine does not answer, or says `error` in one of its lines
 */
export async function engineCall(dockerHost, method, path, { body, headers, silenceMs, onMessage } = {}) {
  const quiet = new AbortController();
  const giveUp = () => quiet.abort(new Error(`the engine said nothing for ${silenceMs / 1000} s`));
  const timer = silenceMs && setTimeout(giveUp, silenceMs);
  try {
    const response = await send({ dockerHost, method, path, body, headers, signal: quiet.signal });
    const messages = [];
    for await (const line of createInterface({ input: response })) {
      if (timer) timer.refresh();
      const message = parse(line);
      if (message === undefined) continue;
      if (message.error) throw new Error(message.error);
      messages.push(message);
      onMessage?.(message);
    }
    return { status: response.statusCode, messages };
  } catch (error) {
    throw quiet.signal.aborted ? quiet.signal.reason : error;
  } finally {
    clearTimeout(timer);
  }
}

function parse(line) {
  try {
    return JSON.parse(line);
  } catch {
    return undefined; // _ping says a bare OK
  }
}

/** The engine's version. @throws Error when none answers; its `code` says why (ENOENT, ECONNREFUSED, EACCES …) */
export async function engineVersion(dockerHost) {
  const { messages } = await engineCall(dockerHost, 'GET', '/version', { silenceMs: 5_000 });
  return messages[0]?.Version;
}

export async function imageExists(dockerHost, image) {
  const { status } = await engineCall(dockerHost, 'GET', `/images/${image}/json`, { silenceMs: 30_000 });
  return status === 200;
}

/** `docker pull`. @throws Error when it cannot be had, or nothing comes for `silenceMs` */
export async function pullImage(dockerHost, image, { silenceMs, onMessage }) {
  const [, name, tag] = /^(.*?)(?::([^:/]+))?$/.exec(image);
  const query = new URLSearchParams({ fromImage: name, tag: tag ?? 'latest' });
  const { status, messages } = await engineCall(dockerHost, 'POST', `/images/create?${query}`, {
    silenceMs,
    onMessage,
  });
  if (status !== 200) throw new Error(messages[0]?.message ?? `the engine answered ${status}`);
}

/**
 * `docker import`: an image out of a tar of its root. @param {string[]} changes Dockerfile instructions
 */
export async function importImage(dockerHost, image, tar, changes = []) {
  const [, repo, tag] = /^(.*):([^:/]+)$/.exec(image);
  const query = new URLSearchParams({ fromSrc: '-', repo, tag });
  for (const change of changes) query.append('changes', change);
  const headers = { 'Content-Type': 'application/x-tar' };
  const { status, messages } = await engineCall(dockerHost, 'POST', `/images/create?${query}`, { body: tar, headers });
  if (status !== 200) throw new Error(messages[0]?.message ?? `the engine answered ${status}`);
}
