'use client';

import { useState } from 'react';
import type { ClusterDto } from '@/lib/schemas/cluster';

type Known = Pick<ClusterDto, 'id' | 'name' | 'phase'>[];

function whatChanged(before: Known, now: Known): string {
  const changed = now.filter(({ id, phase }) => before.some((old) => old.id === id && old.phase !== phase));
  const gone = before.filter(({ id }) => !now.some((one) => one.id === id));
  return [
    ...changed.map(({ name, phase }) => `${name} is now ${phase}.`),
    ...gone.map(({ name }) => `${name} is gone.`),
  ].join(' ');
}

/** Tells screen readers when a cluster's phase changes; says nothing on the first look. */
export function PhaseAnnouncer({ clusters }: { clusters: Known }) {
  const [known, setKnown] = useState(clusters);
  const [message, setMessage] = useState('');
  if (known !== clusters) {
    setKnown(clusters);
    const news = whatChanged(known, clusters);
    if (news) setMessage(news);
  }
  return (
    <p role="status" className="sr-only">
      {message}
    </p>
  );
}
