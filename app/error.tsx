'use client';

import { Button } from '@/components/button';
import { Reference, Trouble, WayOut } from './_components/trouble';

export default function ErrorPage({ error, retry }: { error: unknown; retry: () => void }) {
  return (
    <Trouble
      title="Something broke on our side"
      actions={
        <>
          <Button variant="primary" onClick={retry}>
            Try again
          </Button>
          <WayOut href="/clusters">Back to clusters</WayOut>
        </>
      }
    >
      <p>This page could not be shown. Your clusters are not affected by that: they run on their own.</p>
      <Reference error={error} />
    </Trouble>
  );
}
