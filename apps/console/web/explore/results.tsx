import type { Interval } from '../panels/props.ts';
import { Empty, FaultNote } from '../shell/states.tsx';
import type { Answer, Answers } from './answers.ts';
import { Graph } from './graph.tsx';
import { placeOf } from './place.ts';
import { ResultTable } from './table.tsx';

/** The most series that are drawn; among more lines nobody finds one. */
const mostDrawn = 50;

const count = new Intl.NumberFormat('en');
const moment = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'medium' });

interface ResultsProps {
  readonly answers: Answers;
  readonly width: number;
  readonly onZoom: (interval: Interval) => void;
}

/** What came of the queries: faults first, then one graph of all, or a table of each. */
export function Results({ answers: all, width, onZoom }: ResultsProps) {
  const { answers, tab } = all;
  return (
    <>
      {answers.map(({ expr, fault }) => fault && <QueryFault key={expr} expr={expr} fault={fault} />)}
      {answers
        .flatMap(({ result }) => result?.warnings ?? [])
        .map((warning) => (
          <p key={warning} role="note">
            Prometheus warns: {warning}
          </p>
        ))}
      {tab === 'graph' && answers.some(({ result }) => result) && (
        <GraphOfAll answers={all} width={width} onZoom={onZoom} />
      )}
      {tab === 'table' && answers.map((one) => <TableOf key={one.expr} answer={one} at={all.range.to} />)}
    </>
  );
}

function QueryFault({ expr, fault }: Required<Pick<Answer, 'expr' | 'fault'>>) {
  const place = placeOf(fault.message, expr);
  return (
    <div>
      <FaultNote error={fault} />
      <pre className="place">
        {place?.before ?? expr}
        {place && <mark>{place.at || ' '}</mark>}
        {place?.after}
      </pre>
    </div>
  );
}

function GraphOfAll({ answers, width, onZoom }: ResultsProps) {
  const total = answers.answers.reduce((sum, { result }) => sum + (result?.result.length ?? 0), 0);
  if (total === 0) return <Nothing>in this time</Nothing>;
  return (
    <>
      <p className="quiet">
        {total > mostDrawn
          ? `${mostDrawn} of ${count.format(total)} series drawn; narrow the query.`
          : `${total} series.`}{' '}
        A point every {answers.stepMs / 1000} s.
      </p>
      <Graph answers={answers} most={mostDrawn} width={width} onZoom={onZoom} />
    </>
  );
}

function TableOf({ answer: { expr, result }, at }: { readonly answer: Answer; readonly at: number }) {
  if (result === undefined) return null;
  return (
    <section>
      <h2>
        <code>{expr}</code>
      </h2>
      {result.result.length === 0 ? (
        <Nothing>at {moment.format(at)}</Nothing>
      ) : (
        <>
          <p className="quiet">
            {count.format(result.result.length)} series at {moment.format(at)}.
          </p>
          <ResultTable expr={expr} result={result} />
        </>
      )}
    </section>
  );
}

function Nothing({ children }: { readonly children: React.ReactNode }) {
  return <Empty>No series matches {children}. Check the names and labels, or choose another time.</Empty>;
}
