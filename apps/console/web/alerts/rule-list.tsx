import { useSearchParams } from '../shell/search.ts';
import { Empty, FaultNote, Loading } from '../shell/states.tsx';
import { duration } from '../time/duration.ts';
import { Age, useNow } from '../time/when.tsx';
import { BrokenRules, NotLoaded } from './broken-rules.tsx';
import { FilterBar } from './filter-bar.tsx';
import { type History, historyKey } from './history.ts';
import { isWantedRule, wantedOf } from './narrow.ts';
import { useHistory, useRules } from './queries.ts';
import { RuleLine } from './rule-line.tsx';
import { type Rule, severityOf } from './rules.ts';
import './rules.css';

const states = ['error', 'firing', 'pending', 'inactive'];

/** All alerting rules: what each does now, and when it fired in the last 24 h. */
export function Rules() {
  const [rules, history] = [useRules(), useHistory()];
  const [search] = useSearchParams();
  const wanted = wantedOf(search);
  const all = rules.data ?? [];
  const shown = all.filter((rule) => isWantedRule(wanted, rule));
  const groups = Map.groupBy(shown, ({ group: { file, name } }) => `${file} ${name}`);
  return (
    <>
      {rules.error && (
        <div className="part">
          <FaultNote error={rules.error} />
          <p>While Prometheus does not answer, no rule is evaluated: what stands below is what was last known.</p>
        </div>
      )}
      {history.error && !rules.error && (
        <div className="part">
          <FaultNote error={history.error} />
          <p>When alerts fired in the last 24 h is not known.</p>
        </div>
      )}
      <BrokenRules rules={all} />
      {rules.isPending && <Loading />}
      {rules.data && <FilterBar what="rules" states={states} shown={shown.length} total={all.length} />}
      {rules.data && all.length === 0 && <Empty>Prometheus has no alerting rule. npx switchgear up writes them.</Empty>}
      {all.length > 0 && shown.length === 0 && <Empty>No rule fits the filter.</Empty>}
      {[...groups].map(([key, ofGroup]) => (
        <Group key={key} rules={ofGroup} history={history.data} isOpen={shown.length === 1} />
      ))}
      {rules.data && <NotLoaded rules={all} />}
    </>
  );
}

interface GroupProps {
  readonly rules: readonly Rule[];
  readonly history: History | undefined;
  /** Whether the rules are opened. */
  readonly isOpen: boolean;
}

/** Rules that are evaluated together, one after the other. */
function Group({ rules, history, isOpen }: GroupProps) {
  const now = useNow();
  const [first] = rules;
  if (first === undefined) return null;
  const { name, file, interval, lastEvaluation, evaluationTime } = first.group;
  const isLate = now - Date.parse(lastEvaluation) > 4_000 * interval;
  return (
    <section aria-label={`Group ${name}`}>
      <header className="group-head">
        <h2>{name}</h2>
        <span className="quiet">
          {file.split('/').at(-1)}, every {duration(interval)},{' '}
          <span className={isLate ? 'severity critical' : ''}>
            {isLate && 'late: '}evaluated <Age at={lastEvaluation} /> ago
          </span>{' '}
          in {(evaluationTime * 1_000).toFixed(1)} ms
        </span>
        <span className="axis quiet">
          <span>24 h ago</span>
          <span>now</span>
        </span>
      </header>
      <ul className="rules" aria-label={`Rules of ${name}`}>
        {rules.map((rule) => (
          <RuleLine
            key={`${rule.name} ${severityOf(rule)}`}
            rule={rule}
            history={history}
            spans={history?.spans.get(historyKey(rule.name, severityOf(rule))) ?? []}
            isOpen={isOpen}
          />
        ))}
      </ul>
    </section>
  );
}
