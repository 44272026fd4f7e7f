import type { Config } from '@switchgear/config';

/** What the trickle asks next. */
export interface TrickleRequest {
  readonly path: string;
  readonly body: { readonly model: string; readonly stream: boolean };
}

const questions = [
  'Which test covers the retry of a failed upload?',
  'Explain this stack trace in one sentence.',
  'Suggest a name for a function that merges two intervals.',
  'What changed between HTTP/1.1 and HTTP/2?',
  'Summarise the failures of the last test run.',
];

/** Requests to all providers in turn, through all models of each, half of them as streams. */
export function* trickleRequests({ providers }: Config): Generator<TrickleRequest, never> {
  for (let turn = 0; ; turn += 1) {
    const models = providers[turn % providers.length]?.models ?? [];
    const own = Math.floor(turn / providers.length);
    const index = own % models.length;
    // The first round through the models begins with a whole answer, the second one with a stream, and so on.
    const stream = (index + Math.floor(own / models.length)) % 2 === 1;
    const messages = [{ role: 'user', content: questions[turn % questions.length] ?? '' }];
    const body = { model: models[index] ?? '', stream, messages };
    yield { path: '/v1/chat/completions', body };
  }
}
