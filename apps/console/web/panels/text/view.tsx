import { lazy, Suspense } from 'react';
import { NoData } from '../no-data.tsx';
import type { PanelProps } from '../props.ts';
import './style.css';

// Few dashboards have such a panel, and none needs to wait for the reader of Markdown.
const Markdown = lazy(() => import('./markdown.tsx'));

interface TextOptions {
  readonly mode?: 'markdown' | 'html' | 'code';
  readonly content?: string;
}

/** A text of the dashboard. Whatever it holds, no HTML of its author becomes part of the page. */
export function Text({ panel, height, fill }: PanelProps) {
  const { mode = 'markdown', content = '' }: TextOptions = panel.options ?? {};
  if (content.trim() === '') return <NoData panel={panel} />;
  const text = fill(content);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached with the keyboard
    <section className="text-panel" style={{ height }} aria-label={panel.title || 'Text'} tabIndex={0}>
      {mode === 'markdown' ? (
        <Suspense>
          <Markdown text={text} />
        </Suspense>
      ) : (
        <>
          {mode === 'html' && <p className="quiet">This panel is written in HTML, which the console shows as text.</p>}
          <pre>{text}</pre>
        </>
      )}
    </section>
  );
}
