import { execFileSync, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { shell, succeed } from '../../e2e/support/shell';
import { openTerminal } from '../../e2e/support/terminal';
import { openDoor } from '../testing/door';
import { eventually } from '../testing/eventually';

let door: Awaited<ReturnType<typeof openDoor>>;

/** A script in a shell that has sourced the bundle. @returns what it printed, without the last line's end */
const sh = async (script: string) => (await succeed(script, { cwd: door.folder, env: door.env })).trimEnd();
const terminal = (...command: string[]) => openTerminal(command, { cwd: door.folder, env: door.env });
/** Debian's 20.10 has BuildKit built in; newer ones need its plugin. */
const buildKit = ['docker', '/usr/bin/docker'].find((cli) =>
  / (20|19|18)\./.test(spawnSync(cli, ['--version'], { encoding: 'utf8' }).stdout),
);

beforeAll(async () => {
  door = await openDoor();
});
afterAll(() => door.close());

test('docker ps, version and node ls', async () => {
  expect(await sh('docker ps --quiet')).toBe('');
  expect(await sh('docker version --format "{{.Server.Os}}"')).toBe('linux');
  expect(await sh("docker node ls --format '{{.Hostname}} {{.Status}}' | sort")).toBe('door-n1 Ready\ndoor-n2 Ready');
});

test('docker run pulls, prints, and hands on the exit code', async () => {
  expect(await sh('docker run --rm busybox echo ahoy')).toBe('ahoy');
  const { code } = await shell('docker run --rm busybox sh -c "exit 7"', { env: door.env });
  expect(code).toBe(7);
});

test('standard input ends where the pipe ends, and what comes after it still arrives', async () => {
  const script = "head -c 3000000 /dev/zero | docker run -i --rm busybox sh -c 'wc -c; sleep 1; echo after'";
  expect((await sh(script)).split('\n')).toEqual(['3000000', 'after']);
});

test('docker run -it under a terminal that is resized', async () => {
  await using ship = terminal('docker', 'run', '-it', '--rm', 'busybox');
  await ship.waitFor(/# /);
  ship.type('stty size\n');
  await ship.waitFor(/24 80/);
  ship.resize({ columns: 100, rows: 40 });
  ship.type('until stty size | grep "40 100"; do sleep 0.1; done\n');
  await ship.waitFor(/40 100/);
  ship.type('exit 3\n');
  expect(await ship.ended).toBe(3);
});

test('docker attach, and leaving without stopping', async () => {
  await sh('docker run -dit --name deck busybox');
  await using ship = terminal('docker', 'attach', 'deck');
  ship.type('\necho all $((6 * 7)) hands\n');
  await ship.waitFor(/all 42 hands/);
  ship.type('\x10\x11'); // ctrl-p ctrl-q
  await ship.ended;
  expect(await sh('docker inspect deck --format "{{.State.Running}}"')).toBe('true');
});

test('docker exec, with a terminal, with input, and with an exit code', async () => {
  await using ship = terminal('docker', 'exec', '-it', 'deck', 'sh');
  await ship.waitFor(/# /);
  ship.type('exit 5\n');
  expect(await ship.ended).toBe(5);
  expect(await sh('echo below | docker exec -i deck cat')).toBe('below');
  await sh('docker rm -f deck');
});

test('docker logs -f follows until the container ends', async () => {
  await sh(`docker run -d --name talker busybox sh -c 'for i in 1 2 3; do echo line $i; sleep 1; done'`);
  expect(await sh('docker logs -f talker')).toBe('line 1\nline 2\nline 3');
  await sh('docker rm talker');
});

test('docker events tells while it happens', async () => {
  await using watch = terminal('docker', 'events', '--filter', 'type=container', '--format', '{{.Action}}');
  await eventually('it listens', async () => {
    await sh('docker run --rm busybox true');
    return watch.shown() !== '';
  });
  await sh('docker run --rm busybox true');
  await watch.waitFor(/create[^]*start[^]*die[^]*destroy/);
});

test('docker build, with the classic builder', async () => {
  mkdirSync(path.join(door.folder, 'classic'));
  writeFileSync(path.join(door.folder, 'classic/Dockerfile'), 'FROM busybox\nCOPY cargo /\nRUN cat /cargo > /seen\n');
  writeFileSync(path.join(door.folder, 'classic/cargo'), 'rum\n');
  await sh('DOCKER_BUILDKIT=0 docker build -t classic classic');
  expect(await sh('docker run --rm classic cat /seen')).toBe('rum');
});

test.runIf(buildKit)('docker build, with BuildKit and a secret of its session', async () => {
  mkdirSync(path.join(door.folder, 'kit'));
  const recipe = 'FROM busybox\nRUN --mount=type=secret,id=map wc -c < /run/secrets/map > /seen\n';
  writeFileSync(path.join(door.folder, 'kit/Dockerfile'), recipe);
  writeFileSync(path.join(door.folder, 'map'), 'x marks the spot');
  await sh(`DOCKER_BUILDKIT=1 ${buildKit} build --progress plain --secret id=map,src=map -t kit kit`);
  expect(await sh('docker run --rm kit cat /seen')).toBe('16');
});

test('docker cp both ways, byte for byte', async () => {
  const bytes = randomBytes(5_000_000);
  writeFileSync(path.join(door.folder, 'there'), bytes);
  await sh('docker create --name hold busybox && docker cp there hold:/tmp/ && docker cp hold:/tmp/there back');
  expect(readFileSync(path.join(door.folder, 'back')).equals(bytes)).toBe(true);
  await sh('docker rm hold');
});

test('docker save and load', async () => {
  await sh(
    'docker tag busybox chest && docker save -o chest.tar chest && docker rmi chest && docker load -i chest.tar',
  );
  expect(await sh('docker run --rm chest echo open')).toBe('open');
});

test('docker stats', async () => {
  await sh('docker run -d --name busy busybox sleep 1000');
  expect(await sh("docker stats --no-stream --format '{{.Name}} {{.PIDs}}'")).toBe('busy 1');
  await sh('docker rm -f busy');
});

test('docker service, its logs and a stack', async () => {
  const spread = "--replicas 2 --endpoint-mode dnsrr busybox sh -c 'echo up; sleep 1000'";
  await sh(`docker service create --name crew ${spread}`);
  const places = "docker service ps crew --filter desired-state=running --format '{{.Node}}' | sort";
  expect(await sh(places)).toBe('door-n1\ndoor-n2');
  await expect.poll(() => sh('docker service logs crew')).toMatch(/up\n.*up/);
  await sh('docker service rm crew');
  const stack = 'services: { cook: { image: busybox, command: sleep 1000, deploy: { endpoint_mode: dnsrr } } }';
  writeFileSync(path.join(door.folder, 'stack.yml'), `version: "3.8"\n${stack}\n`);
  await sh('docker stack deploy -c stack.yml galley');
  await expect.poll(() => sh('docker stack services galley --format "{{.Replicas}}"')).toBe('1/1');
  await sh('docker stack rm galley');
});

test('docker-compose up and down', async () => {
  mkdirSync(path.join(door.folder, 'boat'));
  const services =
    'services: { oar: { image: busybox, command: sh -c "echo row; sleep 1000", stop_grace_period: 0s } }';
  writeFileSync(path.join(door.folder, 'boat/docker-compose.yml'), `version: "3.8"\n${services}\n`);
  await sh('cd boat && docker-compose up -d');
  await expect.poll(() => sh('cd boat && docker-compose logs --no-color')).toMatch(/row/);
  await sh('cd boat && docker-compose down');
  expect(await sh('docker ps --all --quiet --filter name=boat')).toBe('');
});

test('when a manager is down, another answers', async () => {
  const ordinal = Number((await sh("docker info --format '{{.Name}}'")).slice(-1));
  // Which engine answers is told by an image: without quorum nobody says anything about the Swarm quickly.
  await sh('docker tag busybox mark');
  const marked = () => sh('docker images --quiet mark');
  expect(await marked()).not.toBe('');
  execFileSync('docker', ['pause', door.container(ordinal)]);
  try {
    await expect.poll(marked).toBe('');
  } finally {
    execFileSync('docker', ['unpause', door.container(ordinal)]);
  }
});
