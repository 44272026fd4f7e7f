import { seconds } from '../promql/windows.ts';
import type { AlertRule } from '../rules/rule.ts';
import { notation, type Sample, samples } from './course.ts';
import { defaultEvery, type Firing, type History, type Labels, type Recording } from './history.ts';
import type { Rule } from './keys.ts';
import { type Series, text } from './series.ts';

/** One test of promtool: the history as series, and what is to come of it. */
export function promtoolTest(rule: Rule, key: string, history: History | Recording): object {
  return {
    name: `${key} ${history.it}`,
    interval: history.scraped ?? history.every ?? defaultEvery,
    input_series: history.series.map((series) => inputSeries(series, history)),
    ...('alert' in rule ? alertTests(rule, history) : recordingTests(rule.record, history)),
  };
}

const gapSeconds = 60;

function inputSeries({ name, labels, course }: Series, history: History | Recording): object {
  const everySeconds = seconds(history.scraped ?? history.every ?? defaultEvery);
  const count = Math.floor(seconds(history.lasts) / everySeconds) + 1;
  const gaps = ('gaps' in history ? (history.gaps ?? []) : []).map(seconds);
  const found = samples(course, { everySeconds, count });
  const inGap = (at: number) => gaps.some((gap) => at * everySeconds >= gap && at * everySeconds < gap + gapSeconds);
  const scraped = found.map((sample, at): Sample => {
    if (!inGap(at) || sample === 'none') return sample;
    if (name === 'up') return 0;
    return inGap(at - 1) ? 'none' : 'stale';
  });
  return { series: `${name}${text(labels)}`, values: notation(scraped) };
}

/** Rounded, since shares of counts are seldom exact. */
function recordingTests(record: string, history: History | Recording): object {
  const values = 'records' in history ? history.records : [];
  const samples = values.map(({ of, value }) => ({ labels: text(of), value }));
  return { promql_expr_test: [{ expr: `round(${record}, 1e-6)`, eval_time: history.lasts, exp_samples: samples }] };
}

/**
 * That each alert fires at its first and last evaluation, and how often in all, tells that it does so without a break,
 * and never else.
 */
function alertTests(rule: AlertRule, history: History | Recording): object {
  const fires = 'fires' in history ? (history.fires ?? []) : [];
  const every = seconds(history.every ?? defaultEvery);
  const lasts = seconds(history.lasts);
  const spans = fires.map((firing) => spanOf(rule, firing, lasts, every));
  const at = (time: number) => spans.filter(({ from, end }) => from <= time && time < end);
  const alerts = `ALERTS{alertname="${rule.alert}",severity="${rule.labels['severity']}",alertstate="firing"}`;
  const edges = [...new Set(spans.flatMap(({ from, end }) => [from, end - every]))].sort((one, other) => one - other);
  const described = edges.filter((time) => at(time).some(({ from, says }) => from === time && says !== undefined));
  return {
    promql_expr_test: [
      ...edges.map((time) => ({
        expr: alerts,
        eval_time: `${time}s`,
        exp_samples: at(time).map(({ labels }) => ({ labels: `ALERTS${text(labels)}`, value: 1 })),
      })),
      {
        expr: `count_over_time(${alerts}[${lasts + every}s])`,
        eval_time: `${lasts}s`,
        exp_samples: [...Map.groupBy(spans, ({ labels }) => text(labels))].map(([labels, of]) => ({
          labels,
          value: of.reduce((sum, { from, end }) => sum + (end - from) / every, 0),
        })),
      },
    ],
    ...(described.length > 0 && {
      alert_rule_test: described.map((time) => ({
        alertname: rule.alert,
        eval_time: `${time}s`,
        exp_alerts: at(time).map((span) => ({ exp_labels: span.exposed, exp_annotations: span.annotations })),
      })),
    }),
  };
}

function spanOf(rule: AlertRule, { of = {}, from, until, says }: Firing, lasts: number, every: number) {
  const [begin, end] = [seconds(from), until === undefined ? lasts + every : seconds(until)];
  if (begin % every !== 0 || end % every !== 0 || end <= begin || end > lasts + every) {
    throw new RangeError(`${rule.alert}: from ${from} until ${until} are no evaluations within ${lasts} s`);
  }
  const own = Object.fromEntries(
    Object.entries(rule.labels).map(([label, value]) => [
      label,
      value.replaceAll(/\{\{ \$labels\.(\w+) \}\}/g, (_, name: string) => of[name] ?? ''),
    ]),
  );
  const exposed: Labels = { ...of, ...own };
  return {
    from: begin,
    end,
    says,
    exposed,
    labels: { alertname: rule.alert, alertstate: 'firing', ...exposed },
    annotations: { ...rule.annotations, ...(says !== undefined && { description: says }) },
  };
}
