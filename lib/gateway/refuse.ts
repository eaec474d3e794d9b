import type { Socket } from 'node:net';

const phrases = {
  400: 'Bad Request',
  403: 'Forbidden',
  408: 'Request Timeout',
  429: 'Too Many Requests',
  431: 'Request Header Fields Too Large',
  503: 'Service Unavailable',
};

/** An answer instead of a connection to the engine. `reason` is for the log, `message` for the person at the CLI. */
export interface Refusal {
  /** 403: not you. 503: not now. 429: not so fast. The others: not like this. */
  readonly status: keyof typeof phrases;
  readonly reason: string;
  readonly message: string;
}

/** @param reason for the log @param message for the person */
export const no = (reason: string, message: string): Refusal => ({ status: 403, reason, message });

/** How long a refused client may take to ask, and then to hang up. */
const patienceMs = 10_000;
const hangUpMs = 2_000;

function answer({ status, message }: Refusal, withBody: boolean): string {
  const body = `${JSON.stringify({ message })}\n`;
  const head = [
    `HTTP/1.1 ${status} ${phrases[status]}`,
    'Content-Type: application/json',
    `Content-Length: ${Buffer.byteLength(body)}`,
    'Connection: close',
  ];
  return `${head.join('\r\n')}\r\n\r\n${withBody ? body : ''}`;
}

/**
 * Answers the client's first request with the refusal, in the Docker API's form of an error, which every CLI prints as
 * "Error response from daemon: …", and hangs up. Says nothing before it was asked: a Go client would drop that unread.
 */
export function refuse(client: Socket, refusal: Refusal): void {
  client.setTimeout(patienceMs, () => client.destroy());
  client.once('end', () => client.destroySoon());
  client.once('data', (request: Buffer) => {
    hangUp(client, refusal, !request.subarray(0, 5).equals(Buffer.from('HEAD ')));
  });
}

/** Answers at once and hangs up. */
export function hangUp(client: Socket, refusal: Refusal, withBody = true): void {
  client.end(answer(refusal, withBody));
  // What the client still sends is read and dropped: closing over unread bytes would reset away the answer.
  client.resume();
  setTimeout(() => client.destroy(), hangUpMs).unref();
}
