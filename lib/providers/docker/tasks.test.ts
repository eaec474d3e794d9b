import type { ContainerInfo, VolumeInspectInfo } from 'dockerode';
import { expect, test } from 'vitest';
import { belongingsOf } from './tasks';

const container = (name: string, State = 'running', Labels: Record<string, string> = {}) =>
  ({ Id: '0123456789abcdef', Names: [`/${name}`], State, Labels }) as ContainerInfo;
const task = (State: string) => container('web.1.x', State, { 'com.docker.swarm.task.id': 'x' });
const volume = (Name: string, Labels: Record<string, string> | null = null) =>
  ({ Name, Labels }) as unknown as VolumeInspectInfo;

test('what would be lost is named, running or not; tasks count while they run', () => {
  const containers = [container('db'), container('old', 'exited'), task('running'), task('running'), task('exited')];
  const volumes = [volume('data'), volume('f00', { 'com.docker.volume.anonymous': '' })];
  expect(belongingsOf(containers, volumes)).toEqual({ containers: ['db', 'old'], volumes: ['data'], tasks: 2 });
});
