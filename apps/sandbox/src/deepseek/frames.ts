import { frame } from '../answer.ts';
import { wordsOf } from '../text/compose.ts';
import type { Completion } from './completion.ts';

/** Body of an answer in one piece. */
export function chatBody(completion: Completion) {
  const { id, created, model, content, finishReason, usage } = completion;
  const thoughts = completion.reasoning === undefined ? {} : { reasoning_content: completion.reasoning };
  const message = { role: 'assistant', content, ...thoughts };
  return {
    id,
    object: 'chat.completion',
    created,
    model,
    choices: [{ index: 0, message, logprobs: null, finish_reason: finishReason }],
    usage,
    system_fingerprint: 'fp_sandbox',
  };
}

/** Events of a streamed answer: the thoughts, the words, the end, the usage when asked for, and `[DONE]`. */
export function* chatFrames(completion: Completion, includeUsage: boolean): Generator<string> {
  const { id, created, model } = completion;
  const head = { id, object: 'chat.completion.chunk', created, model, system_fingerprint: 'fp_sandbox' };
  const chunk = (delta: object, finishReason: string | null = null) =>
    frame({
      ...head,
      choices: [{ index: 0, delta, logprobs: null, finish_reason: finishReason }],
      ...(includeUsage ? { usage: null } : {}),
    });
  yield chunk({ role: 'assistant', content: '' });
  for (const word of wordsOf(completion.reasoning ?? '')) yield chunk({ content: null, reasoning_content: word });
  for (const word of wordsOf(completion.content)) yield chunk({ content: word });
  yield chunk({ content: '' }, completion.finishReason);
  if (includeUsage) yield frame({ ...head, choices: [], usage: completion.usage });
  yield frame('[DONE]');
}
