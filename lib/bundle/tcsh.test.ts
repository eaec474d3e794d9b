import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { awkward, clean, run } from './shell.fixture';
import { sampleInput, unpack } from './unpacked.fixture';

let unpacked: Awaited<ReturnType<typeof unpack>>;
beforeAll(async () => {
  unpacked = await unpack(sampleInput().input, { below: awkward });
});
afterAll(() => unpacked.remove());

const names = ['DOCKER_HOST', 'DOCKER_TLS_VERIFY', 'DOCKER_CERT_PATH', 'DOCKER_VERSION'];
/** One line a variable, as a child of the shell sees it. */
const show = `sh -c 'for name in ${names.join(' ')}; do printenv "$name" || echo unset; done'`;
const none = ['unset', 'unset', 'unset', 'unset'];
const set = () => ['tcp://localhost:23760', '1', unpacked.bundle, '20.10.24+dfsg1'];
/** Runs `lines` as a script; the folder's name is handed over, tcsh has no quotes that would hold it. */
function tcsh(lines: readonly string[], cwd: string, folder = '.') {
  const script = path.join(unpacked.root, 'script.csh');
  writeFileSync(script, `${lines.join('\n')}\n`);
  return run(['tcsh', '-f', script], { cwd, env: { FOLDER: folder } });
}
const source = 'source "$FOLDER/docker.csh"';

test('by a relative path with spaces and quotes in it, an absolute one, and from its own folder', () => {
  expect(tcsh([source, show], unpacked.root, path.join(awkward, 'demo'))).toEqual(clean(set()));
  expect(tcsh([source, show], '/', unpacked.bundle)).toEqual(clean(set()));
  expect(tcsh(['source docker.csh', show], unpacked.bundle)).toEqual(clean(set()));
});

test('typed at the prompt of a terminal', () => {
  const { lines } = run(
    ['script', '-qec', `printf 'source docker.csh\n${show.replaceAll("'", `'\\''`)}\nexit\n' | tcsh -f`, '/dev/null'],
    {
      cwd: unpacked.bundle,
    },
  );
  expect(lines.map((line) => line.replace('\r', ''))).toEqual(expect.arrayContaining(set()));
});

test('twice, then undone twice, and all succeed', () => {
  const undo = 'source "$FOLDER/docker-undo.csh"';
  const lines = [`${source} && ${source} && ${show}`, `${undo} && ${undo} && ${show}`];
  expect(tcsh(lines, unpacked.root, unpacked.bundle)).toEqual(clean([...set(), ...none]));
});

test('nothing but the four variables stays behind', () => {
  const state = (file: string) => `sh -c env | sort > ${file}.env; set > ${file}.set; @ n = 0`;
  const { lines } = tcsh(
    ['@ n = 0', 'set > /dev/null', state('before'), source, state('after')],
    unpacked.root,
    unpacked.bundle,
  );
  expect(lines).toEqual([]);
  const changed = run(['sh', '-c', 'diff before.env after.env; diff before.set after.set'], {
    cwd: unpacked.root,
  }).lines;
  const gained = changed.filter((line) => /^[<>]/.test(line)).map((line) => line.replace(/^> (\w+)=.*/, '$1'));
  expect(gained.sort()).toEqual([...names].sort());
});

test('a bundle without an engine version forgets the one before', async () => {
  const other = await unpack(sampleInput({ engineVersion: null }).input);
  try {
    const lines = ['source docker.csh', `source "$FOLDER/docker.csh"`, show];
    const expected = ['tcp://localhost:23760', '1', other.bundle, 'unset'];
    expect(tcsh(lines, unpacked.bundle, other.bundle)).toEqual(clean(expected));
  } finally {
    await other.remove();
  }
});

test('torn from its certificates it says so and changes nothing', () => {
  const alone = path.join(unpacked.root, 'alone');
  mkdirSync(alone);
  copyFileSync(path.join(unpacked.bundle, 'docker.csh'), path.join(alone, 'docker.csh'));
  const { lines, stderr } = tcsh([source, show], '/', alone);
  expect(lines).toEqual(none);
  expect(stderr).toMatch(/^docker\.csh: .* Nothing was changed\.$/m);
});
