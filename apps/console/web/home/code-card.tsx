import type { ReactNode } from 'react';
import { Link } from 'wouter';
import type { Audit, TestStatus } from '../api/agents.ts';
import { usePlatform } from '../api/console.ts';
import { Empty, FaultNote } from '../shell/states.tsx';
import { Age } from '../time/when.tsx';
import { coverageWords, treeName } from './code.ts';
import { useNewestAudits, useTestStatus } from './queries.ts';

/** What the agents know of the code base; nothing where neither is enabled. */
export function CodeCard() {
  const { test_watcher: isWatched = false, audit_agent: isAudited = false } = usePlatform().data?.agents ?? {};
  const tests = useTestStatus();
  const audits = useNewestAudits();
  if (!isWatched && !isAudited) return null;
  return (
    <section className="card code" aria-labelledby="code">
      <h2 id="code">Code base {tests.data && <span className="quiet">{treeName(tests.data.root)}</span>}</h2>
      {isWatched && (
        <Part id="tests" title="Tests" dashboard="test-watcher-performance" error={tests.error}>
          {tests.data && <Tests status={tests.data} />}
        </Part>
      )}
      {isAudited && (
        <Part id="coverage" title="Coverage" dashboard="audit-agent-metrics" error={audits.error}>
          {audits.data && <Coverage audits={audits.data} />}
        </Part>
      )}
    </section>
  );
}

interface PartProps {
  readonly id: string;
  readonly title: string;
  readonly dashboard: string;
  readonly error: Error | null;
  readonly children: ReactNode;
}

/** What one agent knows, or why it does not say. */
function Part({ id, title, dashboard, error, children }: PartProps) {
  return (
    <section aria-labelledby={id}>
      <h3 id={id}>
        <Link href={`/d/${dashboard}`}>{title}</Link>
      </h3>
      {error ? <FaultNote error={error} /> : children}
    </section>
  );
}

function Tests({ status: { last_run: run, failing, flaky, first_failing: first } }: { readonly status: TestStatus }) {
  if (run === null) return <Empty>No test has run yet.</Empty>;
  return (
    <>
      <p>
        {failing > 0 ? (
          <span className="bad">{failing === 1 ? '1 test fails' : `${failing} tests fail`}</span>
        ) : run.status === 'error' ? (
          <span className="bad">The last run could not be carried out</span>
        ) : (
          'No test fails'
        )}
        {flaky > 0 && `, ${flaky} flaky`}{' '}
        <span className="quiet">
          last run <Age at={new Date(run.at).toISOString()} /> ago
        </span>
      </p>
      <ul>
        {first.map(({ file, name }) => (
          <li key={`${file} ${name}`}>
            {name} <span className="quiet">{file}</span>
          </li>
        ))}
        {failing > first.length && <li>And {failing - first.length} more</li>}
      </ul>
    </>
  );
}

function Coverage({ audits: [last, before] }: { readonly audits: readonly Audit[] }) {
  if (last === undefined) return <Empty>No audit has finished yet.</Empty>;
  return (
    <p>
      {coverageWords(last, before)} <a href={`/audit-agent/reports/${encodeURIComponent(last.id)}.html`}>Report</a>{' '}
      <span className="quiet">
        <Age at={new Date(last.finished_at).toISOString()} /> ago
      </span>{' '}
      <a href="/audit-agent/reports">All reports</a>
    </p>
  );
}
