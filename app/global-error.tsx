'use client';

import { Button } from '@/components/button';
import { Reference, Trouble } from './_components/trouble';
import './globals.css';

/** Stands in for the whole document when even the outermost layout failed. */
export default function GlobalError({ error, retry }: { error: unknown; retry: () => void }) {
  return (
    <html lang="en">
      <body className="flex min-h-dvh flex-col">
        <title>Something broke · Puppis</title>
        <Trouble
          title="Something broke on our side"
          actions={
            <Button variant="primary" onClick={retry}>
              Try again
            </Button>
          }
        >
          <p>Puppis could not show anything here. Your clusters are not affected by that: they run on their own.</p>
          <Reference error={error} />
        </Trouble>
      </body>
    </html>
  );
}
