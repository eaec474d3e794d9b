import type { Metadata } from 'next';
import { Trouble, WayOut } from './_components/trouble';

export const metadata: Metadata = { title: 'Not found' };

export default function NotFound() {
  return (
    <Trouble
      title="Nothing at this position"
      actions={
        <>
          <WayOut variant="primary" href="/clusters">
            Go to clusters
          </WayOut>
          <WayOut href="/docs">Read the guides</WayOut>
        </>
      }
    >
      <p>There is no such page, or it belongs to another account. A cluster that was deleted is gone from here too.</p>
    </Trouble>
  );
}
