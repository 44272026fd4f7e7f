import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { type Fault, toFault } from '../api/fault.ts';
import { useSize } from '../dashboard/panel/use-box.ts';
import { intervalOf } from '../dashboard/time/range.ts';
import type { Interval } from '../panels/props.ts';
import { useSearchParams } from '../shell/search.ts';
import { FaultNote, Loading } from '../shell/states.tsx';
import { asked, useAnswers } from './answers.ts';
import { CopyLink } from './copy-link.tsx';
import './explore.css';
import { Queries } from './queries.tsx';
import { stepFor } from './range.ts';
import { RangePicker } from './range-picker.tsx';
import { remember } from './recent.ts';
import { Results } from './results.tsx';
import { Suggestions } from './suggestions.tsx';
import { readView, type View, writeView } from './view.ts';

const tabs = [
  ['graph', 'Graph'],
  ['table', 'Table'],
] as const;

export default function ExplorePage() {
  const [search, setSearch] = useSearchParams();
  const address = search.toString();
  const view = useMemo(() => readView(new URLSearchParams(address)), [address]);
  const [drafts, setDrafts] = useState(fieldsOf(view));
  // Whoever runs a query right after the last key means what stands there, drawn or not.
  const written = useRef(drafts);
  const write = useCallback((next: readonly string[]) => {
    written.current = next;
    setDrafts(next);
  }, []);
  const [ranAt, setRanAt] = useState(Date.now);
  const box = useRef<HTMLDivElement>(null);
  const { width } = useSize(box);
  const client = useQueryClient();
  const { range, fault } = useMemo(() => rangeOf(view, ranAt), [view, ranAt]);
  const ready = range !== undefined && view.exprs.length > 0 && width > 0;
  const { exprs, tab } = view;
  const question = ready ? { exprs, tab, range, stepMs: stepFor(range, width), run: ranAt } : undefined;
  const { data, error, isFetching, isPlaceholderData } = useAnswers(question);

  const cancelled = question && !isFetching && !error && (!data || isPlaceholderData);

  useEffect(() => {
    write(fieldsOf(view));
    remember(view.exprs);
  }, [view, write]);

  /** Runs what stands in the fields. */
  function show(change: Partial<View> = {}) {
    setRanAt(Date.now());
    setSearch(writeView(search, { ...view, exprs: written.current, ...change }));
  }

  return (
    <div className="explore">
      <h1>Explore</h1>
      <Queries drafts={drafts} onChange={write} onRun={() => show()} />
      <div className="tools">
        <button type="button" className="primary" title="Ctrl+Enter" onClick={() => show()}>
          Run
        </button>
        <button type="button" onClick={() => write([...drafts, ''])}>
          Add a query
        </button>
        <fieldset aria-label="View">
          {tabs.map(([value, name]) => (
            <button key={value} type="button" aria-pressed={tab === value} onClick={() => show({ tab: value })}>
              {name}
            </button>
          ))}
        </fieldset>
        <RangePicker from={view.from} to={view.to} interval={range} onChange={(from, to) => show({ from, to })} />
        <CopyLink />
        {isFetching && (
          <>
            <button type="button" onClick={() => client.cancelQueries({ queryKey: [asked] })}>
              Cancel
            </button>
            <Loading />
          </>
        )}
        {cancelled && <p role="status">Cancelled. Run it again when you like.</p>}
      </div>
      {(fault ?? error) && <FaultNote error={fault ?? error} />}
      <div ref={box} aria-busy={isFetching} className={isPlaceholderData ? 'results stale' : 'results'}>
        {question && data?.tab === tab && (
          <Results
            answers={data}
            width={width}
            onZoom={({ from, to }) => show({ from: String(Math.round(from)), to: String(Math.round(to)) })}
          />
        )}
      </div>
      <Suggestions examples={exprs.length === 0} onChoose={(expr) => show({ exprs: [expr] })} />
    </div>
  );
}

/** There is always a field to write in. */
function fieldsOf({ exprs }: View): readonly string[] {
  return exprs.length === 0 ? [''] : exprs;
}

function rangeOf({ from, to }: View, now: number): { readonly range?: Interval; readonly fault?: Fault } {
  try {
    return { range: intervalOf(from, to, 'browser', now) };
  } catch (error) {
    return { fault: toFault(error) };
  }
}
