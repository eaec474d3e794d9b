import { randomBytes, scrypt, timingSafeEqual, type ScryptOptions } from 'node:crypto';
import { promisify } from 'node:util';

const derive = promisify<string, Buffer, number, ScryptOptions, Buffer>(scrypt);

/**
 * One of the equally strong settings of OWASP's Password Storage Cheat Sheet ("Use scrypt"): this one takes 32 MiB,
 * so that the four hashes that Node works on at a time take 128 MiB and not 512.
 */
const current = { cost: 15, blockSize: 8, parallelization: 3 };
const keyLength = 32;

const normal = (password: string) => password.normalize('NFKC');

async function key(password: string, salt: Buffer, { cost, blockSize, parallelization }: typeof current) {
  const N = 2 ** cost;
  return derive(normal(password), salt, keyLength, {
    N,
    r: blockSize,
    p: parallelization,
    maxmem: 256 * N * blockSize,
  });
}

/** `scrypt$ln=15,r=8,p=3$<salt>$<key>`, both base64url: the string carries its own settings. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16);
  const { cost, blockSize, parallelization } = current;
  const settings = `ln=${cost},r=${blockSize},p=${parallelization}`;
  return `scrypt$${settings}$${salt.toString('base64url')}$${(await key(password, salt, current)).toString('base64url')}`;
}

const format = /^scrypt\$ln=(\d+),r=(\d+),p=(\d+)\$([\w-]+)\$([\w-]+)$/;

/** Whether `password` made `hash`. Without a hash (no such account) it takes the same time and answers false. */
export async function verifyPassword(password: string, hash: string | null): Promise<boolean> {
  if (hash === null) {
    await key(password, Buffer.alloc(16), current);
    return false;
  }
  const match = format.exec(hash);
  if (!match) throw new Error('A stored password hash has an unknown format.');
  const [cost, blockSize, parallelization] = match.slice(1, 4).map(Number) as [number, number, number];
  const found = await key(password, Buffer.from(match[4]!, 'base64url'), { cost, blockSize, parallelization });
  const wanted = Buffer.from(match[5]!, 'base64url');
  return wanted.length === found.length && timingSafeEqual(found, wanted);
}
