'use client';

import {
  createContext,
  use,
  useEffect,
  useId,
  useRef,
  useState,
  type ComponentProps,
  type KeyboardEvent,
  type ReactNode,
} from 'react';
import Link, { type LinkProps } from 'next/link';
import { classes } from './classes';
import { buttonLook } from './button';

const CloseMenu = createContext<() => void>(() => {});

interface MenuProps {
  /** The button's content; give `label` as well when it is only a drawing. */
  trigger: ReactNode;
  label?: string;
  triggerClassName?: string;
  align?: 'start' | 'end';
  children: ReactNode;
}

/** A button that discloses a list of links and actions. Arrow keys walk, Esc closes and returns the focus. */
export function Menu({ trigger, label, triggerClassName, align = 'end', children }: MenuProps) {
  const [open, setOpen] = useState(false);
  const root = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const id = useId();

  useEffect(() => {
    if (!open) return;
    const outside = (event: PointerEvent) => !root.current?.contains(event.target as Node) && setOpen(false);
    document.addEventListener('pointerdown', outside);
    return () => document.removeEventListener('pointerdown', outside);
  }, [open]);

  // Focus goes back before the item that has it is gone: a dialog that the item opens returns it here.
  const close = () => {
    setOpen(false);
    button.current?.focus();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape' && open) {
      event.stopPropagation();
      close();
    }
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
    event.preventDefault();
    if (open) step(root.current, event.key === 'ArrowDown' ? 1 : -1);
    else setOpen(true);
  };

  return (
    <div
      ref={root}
      className="relative"
      onKeyDown={onKeyDown}
      onBlur={(event) => event.relatedTarget && !root.current?.contains(event.relatedTarget) && setOpen(false)}
    >
      <button
        ref={button}
        type="button"
        aria-expanded={open}
        aria-controls={open ? id : undefined}
        aria-label={label}
        onClick={() => setOpen(!open)}
        className={triggerClassName ?? buttonLook({ variant: 'quiet', size: 'icon' })}
      >
        {trigger}
      </button>
      {open ? (
        <CloseMenu value={close}>
          <ul
            id={id}
            className={classes(
              'absolute top-full z-30 mt-1 w-max max-w-[calc(100vw-2rem)] min-w-44 rounded-xl border border-line bg-raised p-1.5 text-ink shadow-float',
              align === 'end' ? 'right-0' : 'left-0',
            )}
          >
            {children}
          </ul>
        </CloseMenu>
      ) : null}
    </div>
  );
}

function step(root: HTMLElement | null, by: 1 | -1) {
  // Of its own list: the menu may stand in a list itself.
  const items = [...(root?.querySelectorAll<HTMLElement>(':scope ul a, :scope ul button:not(:disabled)') ?? [])];
  const at = items.indexOf(document.activeElement as HTMLElement);
  const next = at === -1 ? (by === 1 ? 0 : items.length - 1) : (at + by + items.length) % items.length;
  items[next]?.focus();
}

const itemLook =
  'flex w-full cursor-pointer items-center gap-2.5 rounded-lg px-3 py-2 text-left text-sm hover:bg-sunken focus-visible:bg-sunken disabled:cursor-not-allowed disabled:text-muted disabled:hover:bg-transparent';

/** `Href` is a type of its own so that a link to no route of ours does not compile. */
export function MenuLink<Href extends string>(props: Pick<LinkProps<Href>, 'href' | 'children'>) {
  const close = use(CloseMenu);
  return (
    <li>
      <Link {...props} onClick={close} className={itemLook} />
    </li>
  );
}

/** Something to do; closes the menu first. */
export function MenuButton({ danger, onClick, ...rest }: ComponentProps<'button'> & { danger?: boolean }) {
  const close = use(CloseMenu);
  return (
    <li>
      <button
        {...rest}
        type="button"
        onClick={(event) => {
          close();
          onClick?.(event);
        }}
        className={classes(itemLook, danger && 'text-bad')}
      />
    </li>
  );
}

/** Something to do by a server action that leads elsewhere (signing out). */
export function MenuForm({ action, children }: { action: () => void | Promise<void>; children: ReactNode }) {
  return (
    <li>
      <form action={action}>
        <button className={itemLook}>{children}</button>
      </form>
    </li>
  );
}

/** A line between groups. */
export const MenuLine = () => <li className="mx-2 my-1.5 border-t border-line" role="separator" />;
