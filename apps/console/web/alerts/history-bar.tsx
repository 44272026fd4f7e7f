import { duration } from '../time/duration.ts';
import { type History, historyKey, type Span } from './history.ts';

interface HistoryBarProps {
  readonly history: History | undefined;
  readonly spans: readonly Span[];
  readonly severity: string;
}

/** A span is drawn so wide at least, in seconds: about a pixel. */
const narrowest = 500;

/** The last 24 h: where the alert fired, and, in grey, where Prometheus was there to see it. */
export function HistoryBar({ history, spans, severity }: HistoryBarProps) {
  if (history === undefined) return <span className="history" />;
  const { start, end } = history;
  const seen = history.spans.get(historyKey('Watchdog', 'none')) ?? [];
  const total = spans.reduce((sum, [from, to]) => sum + to - from, 0);
  const told =
    spans.length === 0
      ? 'Not fired in the last 24 h'
      : `Fired ${spans.length === 1 ? 'once' : `${spans.length} times`} in the last 24 h, for about ${duration(total)}`;
  const bars = (drawn: readonly Span[], name: string) =>
    drawn.map(([from, to]) => {
      const width = Math.max(to - from, narrowest);
      return <rect key={from} className={name} x={Math.min(from, end - width) - start} width={width} height="1" />;
    });
  return (
    <svg className="history" role="img" aria-label={told} viewBox={`0 0 ${end - start} 1`} preserveAspectRatio="none">
      <title>{told}</title>
      {bars(seen, 'seen')}
      {bars(spans, severity)}
    </svg>
  );
}
