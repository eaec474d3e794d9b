import { useId, type ComponentProps } from 'react';
import { classes } from './classes';

interface SelectProps<Key extends string> extends Omit<ComponentProps<'select'>, 'id' | 'value' | 'onChange'> {
  label: string;
  options: readonly { readonly key: Key; readonly label: string }[];
  value: Key;
  onChange: (key: Key) => void;
}

/** One of a few, with its label. */
export function Select<Key extends string>({ label, options, value, onChange, className, ...rest }: SelectProps<Key>) {
  const id = useId();
  return (
    <div className={classes('space-y-1.5', className)}>
      <label htmlFor={id} className="block text-sm font-medium">
        {label}
      </label>
      <select
        {...rest}
        id={id}
        value={value}
        onChange={(event) => onChange(event.target.value as Key)}
        className="block min-h-11 w-full rounded-lg border border-edge bg-surface px-3 text-base text-ink"
      >
        {options.map((option) => (
          <option key={option.key} value={option.key}>
            {option.label}
          </option>
        ))}
      </select>
    </div>
  );
}
