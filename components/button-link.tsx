import type { ComponentProps } from 'react';
import Link from 'next/link';
import { buttonLook, type Look } from './button';

/** A link that looks like a button: for going somewhere, never for doing something. */
export function ButtonLink({ variant, size, className, ...rest }: ComponentProps<typeof Link> & Look) {
  return <Link {...rest} className={buttonLook({ variant, size }, className)} />;
}
