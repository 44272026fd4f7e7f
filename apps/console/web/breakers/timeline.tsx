import { clock, duration } from '../time/duration.ts';
import { stateWord } from './breaker.ts';
import type { Span } from './spans.ts';

interface TimelineProps {
  readonly spans: readonly Span[];
  /** What is drawn. */
  readonly window: Pick<Span, 'from' | 'to'>;
}

/** The states of a breaker over time, as a strip, with the times in which it was not closed in words. */
export function Timeline({ spans, window: { from, to } }: TimelineProps) {
  const shown = spans.filter((span) => span.to > from);
  const told = shown
    .filter(({ state }) => state !== 'closed')
    .map((span) => `${wordOf(span)} for ${duration((span.to - span.from) / 1000)} from ${clock(span.from, to)}`);
  const label = told.length === 0 ? 'Not open in the past hour' : `In the past hour: ${told.join(', ')}`;
  return (
    <figure className="timeline">
      <svg role="img" aria-label={label} viewBox={`0 0 ${to - from} 10`} preserveAspectRatio="none">
        {shown.map((span) => {
          const x = Math.max(span.from - from, 0);
          // Open for a moment is seen as well.
          const width = Math.max(span.to - from - x, span.state === 'closed' ? 0 : (to - from) / 300);
          return (
            <rect key={span.from} className={span.state} x={x} width={width} height="10">
              <title>{`${wordOf(span)}, ${clock(span.from, to)} to ${clock(span.to, to)}`}</title>
            </rect>
          );
        })}
      </svg>
      <figcaption>
        <span>{clock(from, to)}</span>
        <span>now</span>
      </figcaption>
    </figure>
  );
}

function wordOf({ state }: Span): string {
  return stateWord({ state, reason: undefined });
}
