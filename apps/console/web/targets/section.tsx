import type { ReactNode } from 'react';
import { FaultNote, Loading } from '../shell/states.tsx';

interface SectionProps<T> {
  readonly title: string;
  readonly query: { readonly data: T | undefined; readonly error: unknown; readonly isPending: boolean };
  readonly children: (data: T) => ReactNode;
}

/** A part of the page: what is known, under what failed since. */
export function Section<T>({ title, query: { data, error, isPending }, children }: SectionProps<T>) {
  return (
    <section aria-label={title}>
      <h2>{title}</h2>
      {error !== null && <FaultNote error={error} />}
      {isPending && error === null && <Loading />}
      {data !== undefined && children(data)}
    </section>
  );
}

/** A table that is wider than a small screen scrolls by itself. */
export function Wide({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard
    <section className="wide" aria-label={label} tabIndex={0}>
      <table>{children}</table>
    </section>
  );
}
