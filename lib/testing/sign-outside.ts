import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { ClientTls, TestCluster } from './gateway';

/** What a person does with the bundle's ca.pem and ca-key.pem, as Docker's documentation has it, in `folder`. */
export function signOutside(
  folder: string,
  { authority }: Pick<TestCluster, 'authority'>,
  serial: string,
  subject = '/O=Example/CN=ci',
): ClientTls {
  const file = (name: string) => path.join(folder, name);
  writeFileSync(file('ca.pem'), authority.certPem);
  writeFileSync(file('ca-key.pem'), authority.keyPem);
  writeFileSync(file('client.cnf'), 'extendedKeyUsage = clientAuth\n');
  const openssl = (line: string) => execFileSync('openssl', line.split(' '), { cwd: folder, stdio: 'pipe' });
  openssl(`req -new -newkey rsa:2048 -nodes -keyout key.pem -out client.csr -subj ${subject}`);
  openssl(
    `x509 -req -days 10 -sha256 -in client.csr -CA ca.pem -CAkey ca-key.pem -set_serial 0x${serial} -out cert.pem -extfile client.cnf`,
  );
  return { ca: authority.certPem, cert: readFileSync(file('cert.pem')), key: readFileSync(file('key.pem')) };
}
