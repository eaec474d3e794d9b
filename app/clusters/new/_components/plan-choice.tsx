import { useId } from 'react';
import { FieldError } from '@/components/field';
import { gib } from '@/lib/domain/plans';
import type { CreateOptionsDto } from '@/lib/schemas/cluster';

interface PlanChoiceProps {
  plans: CreateOptionsDto['plans'];
  chosen: string;
  onChoose: (key: string) => void;
  error?: string;
}

/** One card per plan; a plan that cannot be had now says why. */
export function PlanChoice({ plans, chosen, onChoose, error }: PlanChoiceProps) {
  const id = useId();
  return (
    <fieldset aria-describedby={`${id}-hint ${id}-error`} className="space-y-1.5">
      <legend className="text-sm font-medium">Plan</legend>
      <p id={`${id}-hint`} className="text-sm text-muted">
        The size of each segment.
      </p>
      <div className="grid gap-3 pt-1 sm:grid-cols-3">
        {plans.map((plan) => (
          <PlanCard key={plan.key} plan={plan} checked={plan.key === chosen} onChoose={onChoose} />
        ))}
      </div>
      <FieldError id={`${id}-error`} error={error} />
    </fieldset>
  );
}

interface PlanCardProps extends Pick<PlanChoiceProps, 'onChoose'> {
  plan: PlanChoiceProps['plans'][number];
  checked: boolean;
}

function PlanCard({ plan, checked, onChoose }: PlanCardProps) {
  const id = useId();
  return (
    <label className="relative block cursor-pointer rounded-xl border border-edge p-4 transition-colors hover:bg-sunken has-checked:border-accent has-checked:bg-accent-soft has-checked:ring-1 has-checked:ring-accent has-disabled:cursor-not-allowed has-disabled:border-dashed has-disabled:bg-sunken has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-accent">
      <span className="flex items-center gap-2">
        <input
          type="radio"
          name="plan"
          value={plan.key}
          checked={checked}
          disabled={plan.unavailable !== null}
          aria-describedby={plan.unavailable ? id : undefined}
          onChange={() => onChoose(plan.key)}
          className="size-4 shrink-0 accent-accent focus-visible:outline-none"
        />
        <span className="font-semibold capitalize">{plan.key}</span>
      </span>
      <span className="mt-1 block text-sm text-muted tabular-nums">
        {plan.cpus} vCPU · {gib(plan.memoryBytes)}
      </span>
      {plan.unavailable ? (
        <span id={id} className="mt-2 block text-xs text-muted">
          {plan.unavailable}
        </span>
      ) : null}
    </label>
  );
}
