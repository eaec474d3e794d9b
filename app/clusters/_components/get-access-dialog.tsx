'use client';

import { useState } from 'react';
import { Button } from '@/components/button';
import { Dialog, DialogFooter } from '@/components/dialog';
import { Tabs } from '@/components/tabs';
import type { ClusterDto } from '@/lib/schemas/cluster';
import { CiSteps, ContextSteps, OwnKeySteps, ShellSteps } from './access-steps';

interface GetAccessProps {
  cluster: ClusterDto;
  open: boolean;
  onClose: () => void;
}

const ways = [
  { key: 'shell', label: 'Your shell', Way: ShellSteps },
  { key: 'context', label: 'Docker context', Way: ContextSteps },
  { key: 'ci', label: 'CI job', Way: CiSteps },
  { key: 'own', label: 'Your own key', Way: OwnKeySteps },
] as const;

/** The ways from the panel to where docker runs. */
export function GetAccessDialog({ cluster, open, onClose }: GetAccessProps) {
  return (
    <Dialog open={open} onClose={onClose} title={`Get access to ${cluster.name}`} wide>
      <Ways cluster={cluster} />
      <DialogFooter>
        <Button onClick={onClose}>Done</Button>
      </DialogFooter>
    </Dialog>
  );
}

/** Begins at the first each time, which is what most people want. */
function Ways({ cluster }: Pick<GetAccessProps, 'cluster'>) {
  const [chosen, setChosen] = useState<(typeof ways)[number]['key']>('shell');
  const { Way } = ways.find(({ key }) => key === chosen)!;
  return (
    <Tabs label="Where docker runs" tabs={ways} chosen={chosen} onChoose={setChosen}>
      <Way key={chosen} cluster={cluster} />
    </Tabs>
  );
}
