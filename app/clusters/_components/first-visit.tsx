import Link from 'next/link';
import { ButtonLink } from '@/components/button-link';
import { Constellation } from '@/components/constellation';

/** What stands here before there is a cluster. */
export function FirstVisit() {
  return (
    <section className="grid items-center gap-8 rounded-2xl border border-line bg-surface p-6 shadow-card sm:grid-cols-[1fr_auto] sm:p-12">
      <div className="space-y-4">
        <h1 className="text-2xl font-semibold sm:text-3xl">Your first cluster is seconds away</h1>
        <p className="max-w-prose text-muted">
          A cluster here is a real Docker Swarm, made of one or more Docker engines that Puppis starts and joins for
          you. Create one, download its credentials, and your own docker command talks to it.
        </p>
        <div className="flex flex-wrap items-center gap-x-5 gap-y-3 pt-2">
          <ButtonLink variant="primary" href="/clusters/new">
            Create your first cluster
          </ButtonLink>
          <Link href="/docs/getting-started" className="text-sm font-medium text-link hover:underline">
            Read how it goes
          </Link>
        </div>
      </div>
      <Constellation className="mx-auto h-60 text-edge max-sm:hidden" />
    </section>
  );
}
