import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { usePlatform } from '../api/console.ts';
import { targetOf } from './link.ts';

interface DataLinkProps {
  readonly href: string;
  readonly title?: string | undefined;
  readonly className?: string;
  readonly children: ReactNode;
}

/** A link that a dashboard names, or, where no browser should follow it, only what it says. */
export function DataLink({ href, children, ...rest }: DataLinkProps) {
  const { data } = usePlatform();
  const target = targetOf(href, location.href, data?.links.console);
  if (target === undefined) return children;
  if (target.here) {
    return (
      <Link href={target.href} {...rest}>
        {children}
      </Link>
    );
  }
  return (
    <a href={target.href} target="_blank" rel="noopener noreferrer" {...rest}>
      {children}
    </a>
  );
}
