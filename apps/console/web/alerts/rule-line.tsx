import { duration } from '../time/duration.ts';
import { Age, Clock } from '../time/when.tsx';
import { Actions } from './actions.tsx';
import type { History, Span } from './history.ts';
import { HistoryBar } from './history-bar.tsx';
import { type Rule, severityOf, stateOf } from './rules.ts';

interface RuleLineProps {
  readonly rule: Rule;
  readonly history: History | undefined;
  /** When it fired. */
  readonly spans: readonly Span[];
  readonly isOpen: boolean;
}

const stateClasses = { error: 'critical', firing: '', pending: 'pending', inactive: 'quiet', heartbeat: 'good' };

/** A rule in a line, which opens to all that is known of it. */
export function RuleLine({ rule, history, spans, isOpen }: RuleLineProps) {
  const {
    name,
    labels,
    annotations,
    alerts,
    duration: forSeconds,
    query,
    health,
    lastEvaluation,
    evaluationTime,
  } = rule;
  const [severity, state] = [severityOf(rule), stateOf(rule)];
  return (
    <li>
      <details open={isOpen}>
        <summary>
          <span className={`badge ${stateClasses[state] || severity}`}>{state}</span>
          <span className="rule-name">
            <b>{name}</b> <span className="quiet">{annotations['summary']}</span>
          </span>
          <span className={`severity ${severity}`}>{severity}</span>
          <span className="quiet">{forSeconds > 0 ? `for ${duration(forSeconds)}` : 'at once'}</span>
          <HistoryBar history={history} spans={spans} severity={severity} />
        </summary>
        <div className="rule-body">
          {rule.lastError && <p className="fault">{rule.lastError}</p>}
          {state === 'heartbeat' && (
            <p>It fires always and tells nobody: its notification is the heartbeat, which shows that alerts arrive.</p>
          )}
          {alerts.length > 0 && state !== 'heartbeat' && (
            <p>
              {alerts.length === 1 ? 'One alert' : `${alerts.length} alerts`}, the oldest for{' '}
              <Age at={alerts.map(({ activeAt }) => activeAt).sort()[0] ?? ''} />.
            </p>
          )}
          <pre>{query}</pre>
          <p className="quiet">
            {health === 'unknown' ? (
              'Not evaluated yet.'
            ) : (
              <>
                Evaluated <Age at={lastEvaluation} /> ago, in {(evaluationTime * 1_000).toFixed(1)} ms.
              </>
            )}
          </p>
          {spans.length > 0 && state !== 'heartbeat' && <Spans spans={spans} />}
          <Actions
            name={name}
            expr={query}
            annotations={annotations}
            silence={[{ labels: { alertname: name, ...labels } }]}
          />
        </div>
      </details>
    </li>
  );
}

const mostSpans = 5;

function Spans({ spans }: { readonly spans: readonly Span[] }) {
  return (
    <>
      <p>Fired in the last 24 h{spans.length > mostSpans && `, ${spans.length} times, at last`}:</p>
      <ul className="names">
        {spans.slice(-mostSpans).map(([from, to]) => (
          <li key={from}>
            <Clock at={new Date(from * 1_000).toISOString()} />, for {duration(to - from)}
          </li>
        ))}
      </ul>
    </>
  );
}
