const hidden = '[hidden]';

const names = 'password|passwd|passphrase|secret|token|private_?key|key_?pem|sealed_?key|password_?hash';
const secretKey = new RegExp(`(${names}|authorization|cookie)$`, 'i');

/** Secrets in running text, such as a message of an error: keys, `password=…` and `token: "…"`, what a header carries. */
const inText: readonly [RegExp, string][] = [
  [/-----BEGIN ([A-Z ]*)PRIVATE KEY-----[\s\S]*?(?:-----END \1PRIVATE KEY-----|$)/g, hidden],
  [new RegExp(`((?:${names})["']?\\s*=\\s*)(?:"[^"]*"|'[^']*'|[^\\s"'&,;)\\]}]+)`, 'gi'), `$1${hidden}`],
  [new RegExp(`((?:${names})["']?\\s*:\\s*)(?:"[^"]*"|'[^']*')`, 'gi'), `$1${hidden}`],
  [/\b(Bearer|Basic)\s+[\w.~+/=-]{16,}/gi, `$1 ${hidden}`],
];

const hide = (key: string, value: unknown): unknown => {
  if (secretKey.test(key)) return hidden;
  if (typeof value !== 'string') return value;
  return inText.reduce((text, [secret, instead]) => text.replace(secret, instead), value);
};

/** A line of JSON without the secrets in it, however deep they are. It is what is written in the end, so that nothing gets past. */
export const censored = (line: string): string => `${JSON.stringify(JSON.parse(line, hide))}\n`;
