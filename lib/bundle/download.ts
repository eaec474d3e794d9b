import { Readable } from 'node:stream';
import type { BundleFormat } from '../domain/credential';
import { streamBundle } from './bundle';
import { ciVariable } from './ci-variable';
import { contextArchive } from './context';
import { bundleDetails, type BundleInput } from './details';

export interface Download {
  readonly contentType: string;
  readonly stream: Readable;
}

/**
 * What Get Access hands over: the zip, a file for `docker context import`, or the value of a CI system's secret variable.
 * @throws Error when the input is malformed, or has no key where the format is nothing without; before anything is streamed
 */
export async function openDownload(input: BundleInput, format: BundleFormat, now: Date): Promise<Download> {
  if (format === 'zip') return { contentType: 'application/zip', stream: await streamBundle(input, now) };
  const { keyPem } = input;
  if (keyPem === null) throw new Error(`Without its key there is no ${format} of a credential.`);
  const details = { ...bundleDetails(input), keyPem };
  const whole = (contentType: string, body: Buffer) => ({ contentType, stream: Readable.from([body]) });
  if (format === 'context') return whole('application/x-tar', await contextArchive(details, now));
  return whole('text/plain; charset=utf-8', Buffer.from(`${ciVariable(details)}\n`));
}
