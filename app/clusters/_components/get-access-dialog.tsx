'use client';

import { useState, type ReactNode } from 'react';
import { Button } from '@/components/button';
import { Command } from '@/components/command';
import { Dialog, DialogFooter } from '@/components/dialog';
import { Tabs } from '@/components/tabs';
import type { ClusterDto } from '@/lib/schemas/cluster';
import { shells, type ShellKey } from './access';
import { DownloadAccess } from './download-access';

interface GetAccessProps {
  cluster: ClusterDto;
  open: boolean;
  onClose: () => void;
}

/** Download, unzip, source: the way from the panel to the person's own shell. */
export function GetAccessDialog({ cluster, open, onClose }: GetAccessProps) {
  const [shellKey, setShellKey] = useState<ShellKey>('bash');
  const shell = shells.find(({ key }) => key === shellKey)!;
  return (
    <Dialog open={open} onClose={onClose} title={`Get access to ${cluster.name}`} wide>
      <ol className="space-y-5">
        <Step number={1} title="Download the credentials">
          <DownloadAccess cluster={cluster} />
        </Step>
        <Step number={2} title="Unzip them where you saved them">
          <Tabs label="Your shell" tabs={shells} chosen={shellKey} onChoose={setShellKey}>
            <div className="mt-2">
              <Command what="the unzip command">{shell.unpack(cluster.name)}</Command>
            </div>
          </Tabs>
        </Step>
        <Step number={3} title="Load them into this shell">
          <Command what="the command that loads the credentials">{shell.load(cluster.name)}</Command>
          <p className="mt-3 mb-2 text-sm text-muted">That is all. From here on, docker means this cluster:</p>
          <Command what="the first docker command">docker run -it busybox</Command>
        </Step>
      </ol>
      <DialogFooter>
        <Button onClick={onClose}>Done</Button>
      </DialogFooter>
    </Dialog>
  );
}

function Step({ number, title, children }: { number: number; title: string; children: ReactNode }) {
  return (
    <li className="grid grid-cols-[2rem_minmax(0,1fr)] gap-x-3">
      <span
        aria-hidden="true"
        className="flex size-8 items-center justify-center rounded-full bg-accent-soft font-semibold text-link tabular-nums"
      >
        {number}
      </span>
      <div>
        <h3 className="mb-2 pt-1 font-semibold">{title}</h3>
        {children}
      </div>
    </li>
  );
}
