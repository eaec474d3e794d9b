/** Loaded into a command (`--import`): it is killed in the midst of its work, when it is about to seal its KILL_AT_SEALth text. */
import crypto from 'node:crypto';
import { syncBuiltinESMExports } from 'node:module';

const { createCipheriv } = crypto;
let left = Number(process.env.KILL_AT_SEAL);

crypto.createCipheriv = (...given) => {
  if (--left === 0) process.kill(process.pid, 'SIGKILL');
  return createCipheriv(...given);
};
syncBuiltinESMExports();
