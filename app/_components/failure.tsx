import { Notice } from '@/components/notice';
import type { Result } from '@/lib/schemas/result';

type Failure = Extract<Result<unknown>, { ok: false }>['error'];

/** Why an action did not work, read out at once. */
export function FailureNotice({ error, className }: { error?: Failure; className?: string }) {
  if (!error) return null;
  return (
    <Notice tone="error" role="alert" className={className}>
      <p>{error.message}</p>
      {error.reference ? <p className="mt-1 text-muted">Reference: {error.reference}</p> : null}
    </Notice>
  );
}
