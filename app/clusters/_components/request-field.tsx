'use client';

import { TextArea } from '@/components/text-area';

interface RequestFieldProps {
  value: string;
  onChange: (pem: string) => void;
  error?: string;
}

/** A certificate request, pasted or read from a file. */
export function RequestField({ value, onChange, error }: RequestFieldProps) {
  return (
    <div className="space-y-2">
      <TextArea
        label="Certificate request"
        required
        placeholder="-----BEGIN CERTIFICATE REQUEST-----"
        value={value}
        onChange={(event) => onChange(event.target.value)}
        error={error}
      />
      <label className="block text-sm text-muted">
        Or read it from a file:{' '}
        <input
          type="file"
          accept=".csr,.pem,.req,.txt"
          className="mt-1 block max-w-full text-sm file:mr-3 file:min-h-8 file:cursor-pointer file:rounded-lg file:border file:border-edge file:bg-surface file:px-3 file:text-ink"
          onChange={(event) => void event.target.files?.[0]?.text().then(onChange)}
        />
      </label>
    </div>
  );
}
