'use client';

import { useEffect, useId, useRef, type ReactNode } from 'react';
import { Button } from './button';
import { Icon } from './icon';

interface DialogProps {
  open: boolean;
  /** Called on Esc, on the cross and on a click beside the dialog. */
  onClose: () => void;
  title: string;
  wide?: boolean;
  children: ReactNode;
}

/** A modal dialog: the browser keeps focus inside and returns it to where it was. Put the buttons in a `DialogFooter`. */
export function Dialog({ open, onClose, title, wide = false, children }: DialogProps) {
  const ref = useRef<HTMLDialogElement>(null);
  const id = useId();
  useEffect(() => {
    const dialog = ref.current;
    if (open && !dialog?.open) dialog?.showModal();
    if (!open && dialog?.open) dialog.close();
  }, [open]);
  // The browser tells of a close some time later, when the dialog may have been opened again.
  const closed = () => ref.current?.open || onClose();
  return (
    <dialog
      ref={ref}
      aria-labelledby={id}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onClose={closed}
      onClick={(event) => event.target === ref.current && onClose()}
      className={`m-auto max-h-[calc(100dvh-1.5rem)] w-[calc(100vw-1.5rem)] overflow-y-auto rounded-2xl border border-line bg-raised p-0 text-ink shadow-float backdrop:bg-bar/60 backdrop:backdrop-blur-[2px] ${wide ? 'max-w-2xl' : 'max-w-lg'}`}
    >
      {open ? (
        <div className="p-5 sm:p-6">
          <div className="mb-4 flex items-start justify-between gap-4">
            <h2 id={id} className="text-xl font-semibold wrap-anywhere">
              {title}
            </h2>
            <Button variant="quiet" size="icon" className="-mt-1 -mr-2 shrink-0" aria-label="Close" onClick={onClose}>
              <Icon name="close" className="size-5" />
            </Button>
          </div>
          {children}
        </div>
      ) : null}
    </dialog>
  );
}

/** The buttons at a dialog's end; full width on a phone. */
export function DialogFooter({ children }: { children: ReactNode }) {
  return <div className="mt-6 flex flex-col-reverse gap-2 sm:flex-row sm:justify-end">{children}</div>;
}
