'use client';

import { useState, type ReactNode } from 'react';
import { Command } from '@/components/command';
import { Tabs } from '@/components/tabs';
import { ciCommand, contextNameOf } from '@/lib/domain/credential';
import type { ClusterDto } from '@/lib/schemas/cluster';
import { requestCommand, shells, type ShellKey } from './access';
import { DownloadAccess } from './download-access';
import { Step, Steps } from './step';

interface Way {
  cluster: ClusterDto;
}

const Line = ({ children }: { children: ReactNode }) => <p className="mt-3 mb-2 text-sm text-muted">{children}</p>;

/** Download, unzip, source. */
export function ShellSteps({ cluster }: Way) {
  const [shellKey, setShellKey] = useState<ShellKey>('bash');
  const shell = shells.find(({ key }) => key === shellKey)!;
  return (
    <Steps>
      <Step number={1} title="Download the credentials">
        <DownloadAccess cluster={cluster} format="zip" />
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
        <Line>That is all. From here on, docker means this cluster:</Line>
        <Command what="the first docker command">docker run -it busybox</Command>
        <Line>Until you take it back, or close the shell:</Line>
        <Command what="the command that takes it back">{shell.undo(cluster.name)}</Command>
      </Step>
    </Steps>
  );
}

export function ContextSteps({ cluster }: Way) {
  const name = contextNameOf(cluster.name);
  return (
    <Steps>
      <Step number={1} title="Download the context">
        <DownloadAccess cluster={cluster} format="context" />
      </Step>
      <Step number={2} title="Import it">
        <Command what="the import command">{`docker context import ${name} ${cluster.name}.dockercontext`}</Command>
      </Step>
      <Step number={3} title="Name it when you want this cluster">
        <Command what="the first docker command">{`docker --context ${name} run -it busybox`}</Command>
        <Line>Or for every command: docker context use {name}. To take it back:</Line>
        <Command what="the command that takes it back">{`docker context rm -f ${name}`}</Command>
      </Step>
    </Steps>
  );
}

export function CiSteps({ cluster }: Way) {
  return (
    <Steps>
      <Step number={1} title="Download the value">
        <DownloadAccess cluster={cluster} format="ci" />
      </Step>
      <Step number={2} title="Keep it as a secret variable of your CI system">
        <p className="text-sm">
          Name it <code className="font-mono">PUPPIS_ACCESS</code>; the file’s one line is its value.
        </p>
      </Step>
      <Step number={3} title="Begin the job with this line">
        <Command what="the line for the job">{ciCommand}</Command>
        <Line>From here on, docker means this cluster, in any POSIX shell. At the end, for a machine that stays:</Line>
        <Command what="the command that takes it back">puppis_undo</Command>
      </Step>
    </Steps>
  );
}

/** For keys that never leave where they were made. */
export function OwnKeySteps({ cluster }: Way) {
  return (
    <Steps>
      <Step number={1} title="Make a key and a certificate request">
        <Command what="the command that makes them">{requestCommand}</Command>
        <Line>Or take the request of a key that you have: RSA of 2048 bits or more, or P-256.</Line>
      </Step>
      <Step number={2} title="Hand in the request, download the certificate">
        <DownloadAccess cluster={cluster} format="zip" ownKey />
      </Step>
      <Step number={3} title="Unzip it, put your key beside it, and load it">
        <Command what="the commands">
          {`unzip ${cluster.name}.zip && mv key.pem ${cluster.name}/ && source ${cluster.name}/docker.env`}
        </Command>
      </Step>
    </Steps>
  );
}
