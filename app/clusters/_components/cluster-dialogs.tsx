'use client';

import { useState } from 'react';
import dynamic from 'next/dynamic';
import type { ClusterDto } from '@/lib/schemas/cluster';

const GetAccessDialog = dynamic(() => import('./get-access-dialog').then((room) => room.GetAccessDialog));
const DeleteDialog = dynamic(() => import('./delete-dialog').then((room) => room.DeleteDialog));
const RebuildDialog = dynamic(() => import('./rebuild-dialog').then((room) => room.RebuildDialog));
const RotateDialog = dynamic(() => import('./rotate-dialog').then((room) => room.RotateDialog));
const ScaleDialog = dynamic(() => import('./scale-dialog').then((room) => room.ScaleDialog));

export type DialogName = 'access' | 'delete' | 'rebuild' | 'rotate' | 'scale';

/** Which of a cluster's dialogs is open, and the dialogs; each is fetched when it is first asked for. */
export function useClusterDialogs(cluster: ClusterDto | undefined) {
  const [name, setName] = useState<DialogName>();
  const [asked, setAsked] = useState<ReadonlySet<DialogName>>(new Set());
  const show = (next: DialogName) => {
    setName(next);
    setAsked(new Set([...asked, next]));
  };
  const of = (which: DialogName) => ({ cluster: cluster!, open: name === which, onClose: () => setName(undefined) });
  const dialogs = cluster ? (
    <>
      {asked.has('access') ? <GetAccessDialog {...of('access')} /> : null}
      {asked.has('scale') ? <ScaleDialog {...of('scale')} /> : null}
      {asked.has('delete') ? <DeleteDialog {...of('delete')} /> : null}
      {asked.has('rebuild') ? <RebuildDialog {...of('rebuild')} /> : null}
      {asked.has('rotate') ? <RotateDialog {...of('rotate')} /> : null}
    </>
  ) : null;
  return { show, dialogs };
}
