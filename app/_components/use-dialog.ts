import { useState } from 'react';

/** Whether a dialog is open, and whether it was ever asked for: its code is fetched then. */
export function useDialog() {
  const [open, setOpen] = useState(false);
  const [asked, setAsked] = useState(false);
  const show = () => {
    setAsked(true);
    setOpen(true);
  };
  return { open, asked, show, onClose: () => setOpen(false) };
}
