import type { ReactNode } from 'react';
import { AppShell } from '../_components/app-shell';
import { Live } from './_components/live';

export default function ClustersLayout({ children }: { children: ReactNode }) {
  return (
    <AppShell>
      <Live>{children}</Live>
    </AppShell>
  );
}
