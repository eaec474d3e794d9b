'use client';

import { useState } from 'react';
import { useRouter } from 'next/navigation';
import { Button } from '@/components/button';
import { Dialog, DialogFooter } from '@/components/dialog';
import { endSessionsAction } from '../../(auth)/actions';
import { FailureNotice } from '../../_components/failure';
import { useAct } from '../../_components/use-act';

/** Signs the person out everywhere, after asking. */
export function EndSessions() {
  const router = useRouter();
  const { run, pending, error } = useAct(endSessionsAction);
  const [asking, setAsking] = useState(false);
  const end = async () => {
    if (await run({})) router.replace('/sign-in');
  };
  return (
    <>
      <Dialog open={asking} onClose={() => setAsking(false)} title="Sign out everywhere?">
        <p>Every browser that is signed in to this account has to sign in again, this one too.</p>
        <FailureNotice error={error} className="mt-4" />
        <DialogFooter>
          <Button onClick={() => setAsking(false)}>Stay signed in</Button>
          <Button variant="danger" pending={pending} onClick={() => void end()}>
            Sign out everywhere
          </Button>
        </DialogFooter>
      </Dialog>
      <p className="text-muted">
        Lost a device, or signed in on one that is not yours? Sign out everywhere at once. Credentials that you
        downloaded for your clusters go on working.
      </p>
      <Button onClick={() => setAsking(true)}>Sign out everywhere</Button>
    </>
  );
}
