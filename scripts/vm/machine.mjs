/**
 * A whole Debian 13 machine under QEMU's software emulation: systemd, cgroup v2, a kernel with IPVS, no Docker engine. Its base
 * disk is made once of Debian's packages and kept in the cache folder; each start is a fresh copy.
 */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { appendFile, copyFile, mkdir, mkdtemp, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { homedir, tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { Refusal, run } from '../common/run.mjs';
import { freePort } from '../common/ports.mjs';
import { installDebian } from '../engine/debian.mjs';

const cache = path.join(process.env.XDG_CACHE_HOME || path.join(homedir(), '.cache'), 'puppis-test-vm');
const at = (name) => path.join(cache, name);
const bootMs = 300_000;
const inside =
  'linux-image-cloud-amd64,systemd-sysv,udev,dbus,systemd-resolved,iproute2,iptables,kmod,procps,openssh-server,' +
  'ca-certificates,curl,git,nodejs,npm,unzip,busybox-static';

/** Makes the base disk when there is none: a few minutes. */
async function ensureBase(onLine) {
  if (existsSync(at('disk.raw'))) return;
  await installDebian(['mmdebstrap', 'qemu-system-x86', 'qemu-utils', 'openssh-client', 'e2fsprogs'], onLine);
  await mkdir(cache, { recursive: true });
  if (!existsSync(at('key'))) await run('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-f', at('key')]);
  const root = await mkdtemp(at('root-'));
  try {
    await run('mmdebstrap', ['--variant=minbase', `--include=${inside}`, 'trixie', root], { onLine });
    await configure(root);
    await run('truncate', ['-s', '40G', at('disk.part')]);
    await run('mkfs.ext4', ['-q', '-F', '-d', root, at('disk.part')], { onLine });
    await rename(at('disk.part'), at('disk.raw'));
  } finally {
    await rm(root, { recursive: true, force: true });
  }
}

/** Kernel outside, key and network inside; a private registry's certificate authority goes along. */
async function configure(root) {
  for (const name of await readdir(path.join(root, 'boot')))
    for (const [start, to] of [
      ['vmlinuz-', 'vmlinuz'],
      ['initrd.img-', 'initrd'],
    ])
      if (name.startsWith(start)) await copyFile(path.join(root, 'boot', name), at(to));
  await mkdir(path.join(root, 'root/.ssh'), { mode: 0o700, recursive: true });
  await copyFile(at('key.pub'), path.join(root, 'root/.ssh/authorized_keys'));
  await writeFile(path.join(root, 'etc/hostname'), 'puppis-vm\n');
  await writeFile(path.join(root, 'etc/fstab'), '/dev/vda / ext4 rw 0 0\n');
  const network = '[Match]\nName=en* eth*\n[Network]\nDHCP=yes\n';
  await writeFile(path.join(root, 'etc/systemd/network/20-dhcp.network'), network);
  await run('chroot', [root, 'systemctl', 'enable', '-q', 'systemd-networkd', 'systemd-resolved', 'ssh']);
  const extra = process.env.NODE_EXTRA_CA_CERTS;
  if (!extra) return;
  await copyFile(extra, path.join(root, 'usr/local/share/ca-certificates/extra.crt'));
  await run('chroot', [root, 'update-ca-certificates']);
  const bundle = '/etc/ssl/certs/ca-certificates.crt';
  await appendFile(path.join(root, 'etc/environment'), `NODE_EXTRA_CA_CERTS=${bundle}\n`);
}

const qemuArguments = (disk, port) => [
  ...['-accel', 'tcg,thread=multi,tb-size=1024', '-cpu', 'Nehalem', '-smp', '2', '-m', '8192', '-display', 'none'],
  ...['-kernel', at('vmlinuz'), '-initrd', at('initrd')],
  ...['-append', 'root=/dev/vda rw console=ttyS0 panic=-1 net.ifnames=0', '-serial', `file:${disk}.console`],
  ...['-drive', `file=${disk},if=virtio,cache=unsafe`, '-device', 'virtio-rng-pci'],
  ...['-netdev', `user,id=n,hostfwd=tcp:127.0.0.1:${port}-:22`, '-device', 'virtio-net-pci,netdev=n'],
];

/**
 * Boots a machine and waits until it can be spoken to.
 * @param {(line: string) => void} onLine hears how its base disk is made
 */
export async function startMachine(onLine) {
  await ensureBase(onLine);
  const folder = await mkdtemp(path.join(tmpdir(), 'puppis-vm-'));
  const disk = path.join(folder, 'disk.qcow2');
  const port = await freePort();
  await run('qemu-img', ['create', '-q', '-f', 'qcow2', '-F', 'raw', '-b', at('disk.raw'), disk]);
  const child = spawn('qemu-system-x86_64', qemuArguments(disk, port), { stdio: 'ignore' });
  const ended = new Promise((resolve) => child.once('close', resolve).once('error', resolve));
  const options = ['StrictHostKeyChecking=no', 'UserKnownHostsFile=/dev/null', 'LogLevel=ERROR', 'ConnectTimeout=10'];
  const login = ['-i', at('key'), ...options.flatMap((option) => ['-o', option])];
  /** Runs a line of sh in the machine as root. @throws Refusal with what it said when it fails */
  const ssh = (line, { onLine: heard } = {}) =>
    run('ssh', [...login, '-p', String(port), 'root@127.0.0.1', line], { onLine: heard });
  const bootId = () => ssh('cat /proc/sys/kernel/random/boot_id').catch(() => undefined);
  const untilUp = async (before) => {
    for (const end = Date.now() + bootMs; Date.now() < end; await delay(2000)) {
      const id = await bootId();
      if (id && id !== before) return;
    }
    throw new Refusal(`The machine does not answer; its console: ${disk}.console`);
  };
  const stop = async () => {
    child.kill('SIGKILL');
    await ended;
    await rm(folder, { recursive: true, force: true });
  };
  try {
    await untilUp();
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    ssh,
    put: (from, to) => run('scp', ['-q', '-r', ...login, '-P', String(port), from, `root@127.0.0.1:${to}`]),
    async reboot() {
      const before = await bootId();
      await ssh('systemctl reboot').catch(() => undefined); // the connection breaks with it
      await untilUp(before);
    },
    stop,
  };
}
