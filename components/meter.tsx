import { classes } from './classes';

/** How full something is, 0–100, as a bar; the words beside it are the caller's `text`. */
export function Meter({ label, percent, text }: { label: string; percent: number | null; text: string }) {
  const value = Math.min(100, Math.max(0, percent ?? 0));
  const fill = value >= 90 ? 'fill-bad-fill' : value >= 75 ? 'fill-busy-fill' : 'fill-accent';
  return (
    <div className="min-w-28 space-y-1">
      <div className="text-sm tabular-nums">{text}</div>
      <svg
        role="meter"
        aria-label={label}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={Math.round(value)}
        aria-valuetext={text}
        viewBox="0 0 100 4"
        preserveAspectRatio="none"
        className="h-1.5 w-full overflow-hidden rounded-full bg-sunken"
      >
        <rect width={value} height="4" className={classes('transition-[width]', fill)} />
      </svg>
    </div>
  );
}
