import { keepPreviousData, skipToken, useQuery } from '@tanstack/react-query';
import { type Fault, toFault } from '../api/fault.ts';
import { type QueryResult, queryInstant, queryRange } from '../api/prometheus.ts';
import { gridOf } from '../dashboard/step.ts';
import type { Interval } from '../panels/props.ts';

/** One query and what came of it. */
export interface Answer {
  readonly expr: string;
  readonly result?: QueryResult;
  readonly fault?: Fault;
}

/** What is asked for at one time. */
export interface Question {
  readonly exprs: readonly string[];
  readonly tab: 'graph' | 'table';
  readonly range: Interval;
  readonly stepMs: number;
  /** Changes whenever the viewer runs the queries again. */
  readonly run: number;
}

export interface Answers extends Question {
  readonly answers: readonly Answer[];
}

/** Prometheus itself gives up after two minutes. */
const heavy = { limitMs: 150_000 };

/** Key of all that Explore asks, to cancel it. */
export const asked = 'explore';

/** Asks all queries at once; one that fails leaves the others theirs. Leaving the page cancels them. */
export function useAnswers(question: Question | undefined) {
  return useQuery({
    queryKey: [asked, question],
    queryFn: question === undefined ? skipToken : ({ signal }) => answer(question, signal),
    placeholderData: keepPreviousData,
    // A result may be large, and a question with another time is never asked again.
    gcTime: 0,
    staleTime: Number.POSITIVE_INFINITY,
    structuralSharing: false,
  });
}

async function answer(question: Question, signal: AbortSignal): Promise<Answers> {
  return { ...question, answers: await Promise.all(question.exprs.map((expr) => ask(expr, question, signal))) };
}

async function ask(expr: string, { tab, range, stepMs }: Question, signal: AbortSignal): Promise<Answer> {
  const { start, end } = gridOf(range, stepMs);
  try {
    const result = await (tab === 'table'
      ? queryInstant(expr, range.to / 1000, signal, heavy)
      : queryRange({ expr, start: start / 1000, end: end / 1000, step: stepMs / 1000 }, signal, heavy));
    return { expr, result };
  } catch (error) {
    signal.throwIfAborted();
    return { expr, fault: toFault(error) };
  }
}
