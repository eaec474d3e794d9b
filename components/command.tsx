import { CopyButton } from './copy-button';

/** A line for a shell, to be copied. It wraps rather than scrolls, so that nothing is out of sight. */
export function Command({ children, what }: { children: string; what: string }) {
  return (
    <div className="flex items-center gap-2 rounded-lg bg-code py-1.5 pr-1.5 pl-3 text-code-ink">
      <code className="min-w-0 grow font-mono text-sm wrap-anywhere">{children}</code>
      <CopyButton
        text={children}
        what={what}
        compact
        className="shrink-0 border-transparent! bg-transparent! text-code-ink! hover:bg-bar-hover!"
      />
    </div>
  );
}
