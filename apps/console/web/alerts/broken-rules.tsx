import { useQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import { runbookList } from '../api/alertmanager.ts';
import { type Rule, stateOf } from './rules.ts';

interface RulesProps {
  readonly rules: readonly Rule[];
}

/** Rules that cannot do their work are worse than alerts that fire: nobody would be told. */
export function BrokenRules({ rules }: RulesProps) {
  const broken = rules.filter((rule) => stateOf(rule) === 'error');
  if (broken.length === 0) return null;
  return (
    <div className="fault part" role="alert">
      <b>{broken.length === 1 ? 'A rule does' : `${broken.length} rules do`} not work, so nobody would be told:</b>
      <ul>
        {broken.map(({ name, group, lastError }) => (
          <li key={`${group.name} ${name}`}>
            {name}: {lastError || 'it has to fire always, to show that alerts arrive, and does not.'}
          </li>
        ))}
      </ul>
      <Link href="/runbooks/PrometheusRuleFailures">What to do about it</Link>
    </div>
  );
}

/** A runbook without a rule belongs to a program that is not configured. */
export function NotLoaded({ rules }: RulesProps) {
  const { data } = useQuery({
    queryKey: ['runbooks'],
    queryFn: ({ signal }) => runbookList(signal),
    staleTime: 60_000,
  });
  const missing = data?.alerts.filter((alert) => rules.every(({ name }) => name !== alert)) ?? [];
  if (missing.length === 0) return null;
  return (
    <details className="part not-loaded">
      <summary>{missing.length} more alerts have no rule here: their programs are not configured</summary>
      <ul className="names">
        {missing.map((alert) => (
          <li key={alert}>
            <Link href={`/runbooks/${alert}`}>{alert}</Link>
          </li>
        ))}
      </ul>
    </details>
  );
}
