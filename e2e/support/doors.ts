import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { product } from './test';
import { root } from './product';

/** How a try ended. Everything that is no refusal is `in`. */
export type Outcome = 'in' | 'unauthenticated' | 'forbidden' | 'not_found' | number;

const byStatus: Record<number, Outcome> = { 401: 'unauthenticated', 403: 'forbidden', 404: 'not_found' };

interface Action {
  readonly id: string;
  /** A page that knows it. */
  readonly page: string;
}

/** The server actions of the product as it was built, by file and name. */
export async function builtActions(): Promise<ReadonlyMap<string, Action>> {
  const file = path.join(root, '.next/server/server-reference-manifest.json');
  const { node } = JSON.parse(await readFile(file, 'utf8')) as {
    node: Record<string, { workers: object; exportedName: string; filename: string }>;
  };
  return new Map(
    Object.entries(node).map(([id, { workers, exportedName, filename }]) => {
      const worker = Object.keys(workers)[0]!;
      return [`${filename} ${exportedName}`, { id, page: worker.replace(/^app|\/page$|\/\([^)]*\)/g, '') }];
    }),
  );
}

/** Asks as the person whose browser `page` is; a cookie that an answer sets changes nothing there. */
async function ask(page: Page, at: string, init: RequestInit = {}): Promise<Response> {
  const cookies = await page.context().cookies();
  const cookie = cookies.map(({ name, value }) => `${name}=${value}`).join('; ');
  return fetch(product().url + at, { ...init, redirect: 'manual', headers: { ...init.headers, cookie } });
}

/** Of a stream the head is enough. */
async function statusOf(response: Response): Promise<number> {
  await response.body?.cancel();
  return response.status;
}

export async function tryPage(page: Page, at: string): Promise<Outcome> {
  const response = await ask(page, at);
  const to = response.headers.get('location');
  if (to?.includes('/sign-in?next=')) return 'unauthenticated';
  const status = await statusOf(response);
  return status === 200 || to ? 'in' : (byStatus[status] ?? status);
}

export async function tryRoute(page: Page, method: string, at: string): Promise<Outcome> {
  const status = await statusOf(await ask(page, at, { method, headers: { accept: 'application/json' } }));
  return status === 200 ? 'in' : (byStatus[status] ?? status);
}

interface Answer {
  readonly ok: boolean;
  readonly data?: unknown;
  readonly error?: { readonly code: string };
}

/** Calls a server action as Next's own script does on a page of `origin`. */
function sendAction(page: Page, { id, page: at }: Action, input: unknown, origin: string): Promise<Response> {
  const headers = { 'next-action': id, 'content-type': 'text/plain;charset=UTF-8', accept: 'text/x-component' };
  return ask(page, at, { method: 'POST', headers: { ...headers, origin }, body: JSON.stringify([input]) });
}

/** Calls a server action as our own pages do; its answer is the second row of the stream. */
export async function callAction(page: Page, action: Action, input: unknown): Promise<Answer> {
  const response = await sendAction(page, action, input, product().url);
  const { page: at } = action;
  const text = await response.text();
  if (response.headers.has('x-action-redirect')) return { ok: true };
  const row = /^1:(\{.*\})$/m.exec(text)?.[1];
  if (!row) throw new Error(`the action at ${at} answered ${response.status}: ${text.slice(0, 300)}`);
  if (row.includes('"code":"internal"')) throw new Error(`the action at ${at} failed: ${row}`);
  return JSON.parse(row) as Answer;
}

/** Calls it as a page of another site would, should a browser send the person's cookies along. @returns status and answer */
export async function tryFromElsewhere(page: Page, action: Action, input: unknown, origin: string) {
  const response = await sendAction(page, action, input, origin);
  return { status: response.status, text: await response.text() };
}

/** Sends a form to a route as a page of another site would. @returns where the answer leads, and the cookies that it sets */
export async function postFromElsewhere(page: Page, at: string, origin: string) {
  const headers = { 'content-type': 'application/x-www-form-urlencoded', origin };
  const response = await ask(page, at, { method: 'POST', headers, body: 'callbackUrl=/' });
  return { to: response.headers.get('location'), cookies: response.headers.getSetCookie() };
}

export async function tryAction(page: Page, action: Action, input: unknown): Promise<Outcome> {
  const code = (await callAction(page, action, input)).error?.code;
  return code === 'unauthenticated' || code === 'forbidden' || code === 'not_found' ? code : 'in';
}
