import { expect, test } from 'vitest';
import { hashPassword, verifyPassword } from './password';

test('a password opens its own hash and no other', async () => {
  const hash = await hashPassword('correct horse battery');
  expect(hash).toMatch(/^scrypt\$ln=15,r=8,p=3\$[\w-]{22}\$[\w-]{43}$/);
  expect(await verifyPassword('correct horse battery', hash)).toBe(true);
  expect(await verifyPassword('correct horse batterz', hash)).toBe(false);
});

test('the same password never makes the same hash twice', async () => {
  expect(await hashPassword('correct horse battery')).not.toBe(await hashPassword('correct horse battery'));
});

test('a hash made with other settings is checked with its own', async () => {
  // RFC 7914, section 12: scrypt("password", "NaCl", N=1024, r=8, p=16), of which the first 32 bytes.
  const key = Buffer.from('fdbabe1c9d3472007856e7190d01e9fe7c6ad7cbc8237830e77376634b373162', 'hex');
  const hash = `scrypt$ln=10,r=8,p=16$${Buffer.from('NaCl').toString('base64url')}$${key.toString('base64url')}`;
  expect(await verifyPassword('password', hash)).toBe(true);
});

test('the same letters typed on another system are the same password', async () => {
  const hash = await hashPassword('caf\u00e9 au lait');
  expect(await verifyPassword('cafe\u0301 au lait', hash)).toBe(true);
});

test('without an account the answer is no, after work of the same size', async () => {
  const hash = await hashPassword('correct horse battery');
  const work = async (of: string | null) => {
    const before = process.cpuUsage();
    expect(await verifyPassword('wrong horse battery', of)).toBe(false);
    return process.cpuUsage(before).user;
  };
  await work(hash);
  // In turns, and the least of each: what else the machine is busy with only ever adds.
  const [without, withOne]: [number[], number[]] = [[], []];
  for (let round = 0; round < 3; round++) {
    without.push(await work(null));
    withOne.push(await work(hash));
  }
  const ratio = Math.min(...without) / Math.min(...withOne);
  expect(ratio).toBeGreaterThan(0.5);
  expect(ratio).toBeLessThan(2);
});

test('a hash of an unknown format is a defect, not a wrong password', async () => {
  await expect(verifyPassword('anything', 'md5:123')).rejects.toThrow('unknown format');
});
