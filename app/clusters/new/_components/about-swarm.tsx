import Link from 'next/link';
import { Card } from '@/components/card';

const link = 'font-medium text-link underline underline-offset-2 hover:no-underline';

/** What is about to be made, beside the form. */
export function AboutSwarm({ maxSegments }: { maxSegments: number }) {
  return (
    <Card as="section" className="space-y-3 p-5 text-sm" aria-labelledby="about-swarm">
      <h2 id="about-swarm" className="text-base font-semibold">
        What is a Docker Swarm cluster?
      </h2>
      <p>
        Several Docker engines that act as one. You talk to a single address with the docker command you know; Swarm
        decides which engine runs what, and moves services when one fails.
      </p>
      <p>
        Puppis calls each engine a <strong>segment</strong>. One is enough to begin with; you can go up to {maxSegments}{' '}
        and back down at any time. From three on the cluster survives the loss of one.
      </p>
      <p>
        <strong>Autoscale</strong> changes the number of segments for you, by what your services ask for and use. You
        can turn it on and off at any time.
      </p>
      <ul className="space-y-1.5 border-t border-line pt-3">
        <li>
          <Link href="/docs/introduction" className={link}>
            Introduction to Docker Swarm
          </Link>
        </li>
        <li>
          <Link href="/docs/getting-started" className={link}>
            Getting started
          </Link>
        </li>
        <li>
          <Link href="/docs/swarm-and-puppis" className={link}>
            Docker Swarm &amp; Puppis
          </Link>
        </li>
      </ul>
    </Card>
  );
}
