import { frame } from '../answer.ts';
import { wordsOf } from '../text/compose.ts';
import type { Run, RunHead } from './run.ts';

interface RunError {
  readonly message: string;
  readonly code: string;
  readonly type: string;
}

/** Body of a finished run in one piece. */
export function runBody(run: Run) {
  return { ...head(run, 'completed'), output: outputOf(run), usage: run.usage };
}

/** Body of a run that failed; it comes with status 200. */
export function failedBody(run: RunHead, error: RunError) {
  return { ...head(run, 'failed'), output: [], error };
}

/** Events of a streamed run; the last one is `response.completed`, and there is no `[DONE]`. */
export function* runFrames(run: Run): Generator<string> {
  let sequence = 0;
  const event = (type: string, fields: object) => frame({ type, sequence_number: sequence++, ...fields });
  const started = { ...head(run, 'in_progress'), output: [] };
  const place = { item_id: `msg_${run.id}`, output_index: run.searched ? 1 : 0, content_index: 0 };
  yield event('response.created', { response: started });
  yield event('response.in_progress', { response: started });
  if (run.searched) yield event('response.reasoning.search_results', { results: searchResults });
  const item = { ...message(run), status: 'in_progress', content: [] };
  yield event('response.output_item.added', { output_index: place.output_index, item });
  for (const word of wordsOf(run.text)) yield event('response.output_text.delta', { ...place, delta: word });
  yield event('response.output_text.done', { ...place, text: run.text });
  yield event('response.output_item.done', { output_index: place.output_index, item: message(run) });
  yield event('response.completed', { response: runBody(run) });
}

/** Events of a run that fails before its first word. */
export function* failedFrames(run: RunHead, error: RunError): Generator<string> {
  const response = { ...head(run, 'in_progress'), output: [] };
  yield frame({ type: 'response.created', sequence_number: 0, response });
  yield frame({ type: 'response.failed', sequence_number: 1, response: failedBody(run, error), error });
}

const searchResults = [
  { id: 1, title: 'A simulated search result', url: 'https://example.com/simulated', snippet: 'Nothing was searched.' },
];

function head(run: RunHead, status: string) {
  return { id: run.id, object: 'response', created_at: run.createdAt, model: run.model, status };
}

function outputOf(run: Run): { type: string }[] {
  const search = { type: 'search_results', queries: ['simulated'], results: searchResults };
  return run.searched ? [search, message(run)] : [message(run)];
}

function message(run: Run) {
  const content = [{ type: 'output_text', text: run.text, annotations: [] }];
  return { type: 'message', id: `msg_${run.id}`, role: 'assistant', status: 'completed', content };
}
