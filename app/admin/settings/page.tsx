import type { Metadata } from 'next';
import { Card } from '@/components/card';
import { PageHeader } from '@/components/page-header';
import { requireAdminUser } from '@/lib/auth/require-user';
import { contextFor } from '@/lib/services/context';
import { listChangeable } from '@/lib/services/installation/list-changeable';
import { listEnvironment } from '@/lib/services/installation/list-environment';
import { EnvironmentTable } from './_components/environment-table';
import { SettingForm } from './_components/setting-form';

export const metadata: Metadata = { title: 'Settings' };

export default async function SettingsPage() {
  const ctx = contextFor(await requireAdminUser());
  const changeable = await listChangeable(ctx);
  return (
    <>
      <PageHeader title="Settings" lead="What holds for everybody here." />
      <div className="space-y-10">
        <section aria-labelledby="changeable" className="space-y-4">
          <h2 id="changeable" className="text-lg font-semibold">
            Changed here, at once
          </h2>
          <Card className="divide-y divide-line p-5 sm:p-6">
            {changeable.map((setting) => (
              <SettingForm key={`${setting.key}=${setting.value}`} setting={setting} />
            ))}
          </Card>
        </section>
        <section aria-labelledby="environment" className="space-y-4">
          <h2 id="environment" className="text-lg font-semibold">
            From the environment
          </h2>
          <p className="max-w-prose text-sm text-muted">
            Set where Puppis is started, in its environment or in .env; they hold from the next start on. What is
            changed above comes before them.
          </p>
          <EnvironmentTable settings={listEnvironment(ctx)} />
        </section>
      </div>
    </>
  );
}
