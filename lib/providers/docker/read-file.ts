import { buffer } from 'node:stream/consumers';
import type { SegmentRef } from '../types';
import { look, type Host } from './host';
import { findContainer } from './segments';

/** See Provider.readFile. By exec: what `docker cp` answers would have to be unpacked. */
export async function readFile(host: Host, segment: SegmentRef, path: string): Promise<string | undefined> {
  const found = await findContainer(host, segment);
  if (!found?.State.Running || found.State.Paused) return undefined;
  const terminal = { Tty: true }; // one stream, without frames
  const command = { Cmd: ['cat', path], AttachStdout: true, ...terminal };
  const exec = await host.docker.getContainer(found.Id).exec({ ...command, ...look() });
  const text = await buffer(await exec.start({ ...terminal, ...look() }));
  const { ExitCode } = await exec.inspect(look());
  return ExitCode === 0 ? text.toString() : undefined;
}
