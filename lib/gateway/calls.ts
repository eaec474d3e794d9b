import { pathOf } from './requests';

const reads = new Set(['GET', 'HEAD', 'OPTIONS']);

/** Query keys whose values are names, sizes and switches. Others can hold secrets: `buildargs`, `remote`, `changes`. */
const shown = new Set(
  (
    'name repo tag t fromImage from platform version target dockerfile networkmode container path ' +
    'force v link noprune signal rollback condition pull nocache rm forcerm squash all ' +
    'stdin stdout stderr stream logs h w copyUIDGID noOverwriteDirNonDir pause type id'
  ).split(' '),
);
const longestPath = 500;
const longestValue = 200;
const mostPairs = 20;
const longestQuery = 500;

/** Whether a call can change something: any but those that only look, and a web socket that types into a container. */
export const changes = (method: string, target: string): boolean =>
  !reads.has(method) || /\/attach\/ws$/.test(pathOf(target));

/** A call's path and query for people to read; of values that may be secrets nothing but that they were there. */
export function shownTarget(target: string): string {
  const [path = '', ...rest] = target.replace(/^\w+:\/\/[^/]*/, '').split('?');
  const pairs = rest
    .join('?')
    .split('&', mostPairs + 1)
    .filter(Boolean);
  const query = pairs.slice(0, mostPairs).map(shownPair);
  if (pairs.length > mostPairs) query.push('…');
  return shownPath(path) + (query.length > 0 ? `?${query.join('&')}`.slice(0, longestQuery) : '');
}

/** Engines take 1.0…047 for 1.47, and what it is about stands at a path's end: of a long one the middle is left out. */
function shownPath(path: string): string {
  const text = printable(path.replace(/^\/v[\d.]{12,}(?=\/)/, '/v…'));
  return text.length > longestPath ? `${text.slice(0, 100)}…${text.slice(101 - longestPath)}` : text;
}

function shownPair(pair: string): string {
  const [key = '', ...value] = pair.split('=');
  if (shown.has(key)) return printable([key, ...value].join('=').slice(0, longestValue));
  return `${/^[A-Za-z]{1,20}$/.test(key) ? key : ''}=…`;
}

const printable = (text: string) => text.replace(/[^\x21-\x7e…]/g, '?');
