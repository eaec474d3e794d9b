import type { ReactNode } from 'react';
import { Card } from '@/components/card';

interface TableProps {
  /** What it lists, for screen readers. */
  caption: string;
  columns: readonly string[];
  /** What is said when there are no rows. */
  empty: string;
  children: ReactNode[];
}

/** A table whose rows are blocks of their own where there is little room; cells then say what they are. */
export function Table({ caption, columns, empty, children }: TableProps) {
  if (children.length === 0) return <p className="text-muted">{empty}</p>;
  return (
    <Card className="overflow-hidden">
      <table className="w-full text-left text-sm max-lg:block">
        <caption className="sr-only">{caption}</caption>
        <thead className="bg-sunken text-muted max-lg:sr-only">
          <tr>
            {columns.map((name) => (
              <th key={name} scope="col" className="px-4 py-3 font-medium">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody className="divide-y divide-line max-lg:block">{children}</tbody>
      </table>
    </Card>
  );
}

export const Row = ({ children }: { children: ReactNode }) => (
  <tr className="max-lg:block max-lg:space-y-1.5 max-lg:py-4">{children}</tr>
);

const cell = 'px-4 align-top lg:py-3 max-lg:block';

export const RowHead = ({ children }: { children: ReactNode }) => (
  <th scope="row" className={`${cell} font-medium wrap-anywhere`}>
    {children}
  </th>
);

/** `name`: its column, said before the value on a phone. */
export const Cell = ({ name, children }: { name?: string; children: ReactNode }) => (
  <td className={`${cell} wrap-anywhere`}>
    {name ? <span className="text-muted lg:hidden">{name}: </span> : null}
    {children}
  </td>
);
