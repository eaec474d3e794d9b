import type { Metadata } from 'next';
import { PageHeader } from '@/components/page-header';
import { requireUser } from '@/lib/auth/require-user';
import { createOptions } from '@/lib/services/clusters/create-options';
import { contextFor } from '@/lib/services/context';
import { AboutSwarm } from './_components/about-swarm';
import { CreateForm } from './_components/create-form';

export const metadata: Metadata = { title: 'Create cluster' };

export default async function NewClusterPage() {
  const options = await createOptions(contextFor(await requireUser()));
  return (
    <>
      <PageHeader title="Create cluster" back={{ href: '/clusters', label: 'Back to clusters' }} />
      <div className="grid items-start gap-8 lg:grid-cols-[minmax(0,1fr)_20rem]">
        <CreateForm options={options} />
        <AboutSwarm maxSegments={options.maxSegments} />
      </div>
    </>
  );
}
