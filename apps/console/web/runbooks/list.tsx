import { useQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import { FilterBar } from '../alerts/filter-bar.tsx';
import { hasWords, wantedOf } from '../alerts/narrow.ts';
import { useRules } from '../alerts/queries.ts';
import { type Rule, severityOf } from '../alerts/rules.ts';
import { runbookList } from '../api/alertmanager.ts';
import { useSearchParams } from '../shell/search.ts';
import { Empty, FaultNote, Loading } from '../shell/states.tsx';
import { Prose } from './prose.tsx';

/** All runbooks, with what their rules say of them. */
export function RunbookList() {
  const { data, error, isPending } = useQuery({
    queryKey: ['runbooks'],
    queryFn: ({ signal }) => runbookList(signal),
    staleTime: 60_000,
  });
  const known = useRules().data;
  const rules = Map.groupBy(known ?? [], ({ name }) => name);
  const [search] = useSearchParams();
  const { text, severity } = wantedOf(search);
  const all = (data?.alerts ?? []).map((alert) => ({ alert, rules: rules.get(alert) ?? [] }));
  const shown = all.filter(
    ({ alert, rules }) =>
      (severity === '' || rules.some((rule) => severityOf(rule) === severity)) &&
      hasWords(text, [
        alert,
        ...rules.flatMap(({ annotations, labels }) => [annotations['summary'], labels['component']]),
      ]),
  );
  return (
    <>
      <header className="alerts-head">
        <h1>Runbooks</h1>
      </header>
      {error && <FaultNote error={error} />}
      {isPending && <Loading />}
      {data && (
        <>
          {/* Its contents are the list below. */}
          <details className="part">
            <summary>How to use a runbook</summary>
            <Prose html={data.introduction.split('<h2')[0] ?? ''} />
          </details>
          <FilterBar what="runbooks" shown={shown.length} total={all.length} />
          {shown.length === 0 && (
            <Empty>
              {all.length === 0
                ? 'There is no runbook here: npx switchgear up writes ALERT_RUNBOOK.md.'
                : 'No runbook fits the filter.'}
            </Empty>
          )}
        </>
      )}
      <ul className="runbooks" aria-label="Runbooks">
        {shown.map(({ alert, rules }) => (
          <Entry key={alert} alert={alert} rules={rules} isLoaded={known === undefined || rules.length > 0} />
        ))}
      </ul>
    </>
  );
}

interface EntryProps {
  readonly alert: string;
  readonly rules: readonly Rule[];
  /** Whether Prometheus has a rule of that name; a rule of a program that is not configured is not loaded. */
  readonly isLoaded: boolean;
}

function Entry({ alert, rules, isLoaded }: EntryProps) {
  const severities = [...new Set(rules.map(severityOf))];
  const state = ['firing', 'pending'].find((one) => rules.some((rule) => rule.state === one));
  return (
    <li>
      <Link href={`/runbooks/${alert}`}>{alert}</Link>
      {severities.map((severity) => (
        <span key={severity} className={`badge ${severity}`}>
          {severity}
        </span>
      ))}
      {state && !severities.includes('none') && <span className="badge">{state} now</span>}
      <span className="quiet">
        {isLoaded ? rules[0]?.annotations['summary'] : 'not watched here: its program is not configured'}
      </span>
    </li>
  );
}
