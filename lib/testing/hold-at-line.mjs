/**
 * Loaded into a command (`--import`): having printed a line with HOLD_AT in it, it does nothing more until there is a file
 * HOLD_UNTIL. So a test has all the time that it needs for what is to happen meanwhile.
 */
import { existsSync } from 'node:fs';

const { HOLD_AT: words = '', HOLD_UNTIL: file = '' } = process.env;
const write = process.stdout.write.bind(process.stdout);
const nobody = new Int32Array(new SharedArrayBuffer(4));

process.stdout.write = (chunk, ...rest) => {
  const taken = write(chunk, ...rest);
  if (String(chunk).includes(words)) while (!existsSync(file)) Atomics.wait(nobody, 0, 0, 20);
  return taken;
};
