'use client';

import { useState } from 'react';
import { Button } from '@/components/button';
import { Field } from '@/components/field';
import { Select } from '@/components/select';
import type { ChangeableSettingDto } from '@/lib/schemas/administration';
import { FailureNotice } from '../../../_components/failure';
import { useForm } from '../../../_components/use-form';
import { ActButton } from '../../_components/act-button';
import { resetSettingAction, setSettingAction } from '../actions';
import { settingWords, valueWords } from './words';

/** One setting that can be changed while Puppis runs. */
export function SettingForm({ setting }: { setting: ChangeableSettingDto }) {
  const { key, changed, fallback } = setting;
  const { label, hint, options } = settingWords[key];
  const [value, setValue] = useState(setting.value);
  const [saved, setSaved] = useState(false);
  const { form, pending, wrong, error } = useForm(setSettingAction, {
    fields: ['value'],
    onDone: () => setSaved(true),
  });
  const change = (text: string) => {
    setValue(text);
    setSaved(false);
  };
  const common = { name: 'value', label, value, className: 'w-56' } as const;
  return (
    <div className="space-y-2 py-5 first:pt-0 last:pb-0">
      <div className="flex flex-wrap items-start gap-3">
        <form {...form} aria-label={label} className="flex flex-wrap items-start gap-3">
          <input type="hidden" name="key" value={key} />
          {options ? (
            <Select {...common} options={options} onChange={change} />
          ) : (
            <Field
              {...common}
              inputMode="numeric"
              autoComplete="off"
              onChange={(event) => change(event.target.value)}
              error={wrong('value')}
            />
          )}
          <Button type="submit" pending={pending} aria-label={`Save: ${label}`} className="sm:mt-7">
            Save
          </Button>
        </form>
        {changed ? (
          <div className="sm:mt-8">
            <ActButton action={resetSettingAction} input={{ key }} label={`Back to default: ${label}`}>
              Back to default
            </ActButton>
          </div>
        ) : null}
        <p role="status" className="self-center text-sm font-medium text-good">
          {saved && !pending ? 'Saved.' : ''}
        </p>
      </div>
      <p className="text-sm text-muted">
        {hint} {changed ? 'Set here; the default is' : 'This is the default:'} {valueWords(key, fallback)}.
      </p>
      <FailureNotice error={error} />
    </div>
  );
}
