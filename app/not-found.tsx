import type { Metadata } from 'next';
import { ButtonLink } from '@/components/button';
import { Trouble } from './_components/trouble';

export const metadata: Metadata = { title: 'Not found' };

export default function NotFound() {
  return (
    <Trouble
      title="Nothing at this position"
      actions={
        <>
          <ButtonLink variant="primary" href="/clusters">
            Go to clusters
          </ButtonLink>
          <ButtonLink href="/docs">Read the guides</ButtonLink>
        </>
      }
    >
      <p>There is no such page, or it belongs to another account. A cluster that was deleted is gone from here too.</p>
    </Trouble>
  );
}
