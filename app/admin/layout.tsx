import type { ReactNode } from 'react';
import { requireAdminUser } from '@/lib/auth/require-user';
import { AppShell } from '../_components/app-shell';
import { AdminNav } from './_components/admin-nav';

export default async function AdminLayout({ children }: { children: ReactNode }) {
  await requireAdminUser();
  return (
    <AppShell>
      <AdminNav />
      {children}
    </AppShell>
  );
}
