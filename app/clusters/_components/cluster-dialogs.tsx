'use client';

import { useState } from 'react';
import dynamic from 'next/dynamic';

const GetAccessDialog = dynamic(() => import('./get-access-dialog').then((room) => room.GetAccessDialog));
const DeleteDialog = dynamic(() => import('./delete-dialog').then((room) => room.DeleteDialog));
const RebuildDialog = dynamic(() => import('./rebuild-dialog').then((room) => room.RebuildDialog));

export type DialogName = 'access' | 'delete' | 'rebuild';

/** Which of a cluster's dialogs is open, and the dialogs; each is fetched when it is first asked for. */
export function useClusterDialogs(cluster: { id: string; name: string }) {
  const [name, setName] = useState<DialogName>();
  const [asked, setAsked] = useState<ReadonlySet<DialogName>>(new Set());
  const show = (next: DialogName) => {
    setName(next);
    setAsked(new Set([...asked, next]));
  };
  const of = (which: DialogName) => ({ cluster, open: name === which, onClose: () => setName(undefined) });
  const dialogs = (
    <>
      {asked.has('access') ? <GetAccessDialog {...of('access')} /> : null}
      {asked.has('delete') ? <DeleteDialog {...of('delete')} /> : null}
      {asked.has('rebuild') ? <RebuildDialog {...of('rebuild')} /> : null}
    </>
  );
  return { show, dialogs };
}
