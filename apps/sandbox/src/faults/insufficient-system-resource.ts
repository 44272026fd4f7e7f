import { z } from 'zod';
import { type Chunk, frame, json, type Reply } from '../answer.ts';
import type { Call } from '../call.ts';
import { take } from './chunks.ts';
import { defineFault } from './fault.ts';

const finish = 'insufficient_system_resource';

/** DeepSeek's overload inside a 200: the answer breaks off with this `finish_reason`. Agent runs are left alone. */
export const insufficientSystemResource = defineFault({
  kind: 'insufficient_system_resource',
  settings: { after_chunks: z.int().min(0).default(1) },
  alsoProbes: false,
  apply: ({ after_chunks: before }, call, next, { now }) => {
    const answer = next();
    if (call.dialect !== 'chat' || call.free || answer.type !== 'reply' || answer.status !== 200) return answer;
    const created = Math.floor(now() / 1000);
    return answer.streamed
      ? { ...answer, chunks: broken(answer, before, call, created) }
      : json(200, body(call, created));
  },
});

async function* broken(reply: Reply, before: number, call: Call, created: number): AsyncGenerator<Chunk> {
  yield* take(reply, before);
  const choices = [{ index: 0, delta: { content: '' }, logprobs: null, finish_reason: finish }];
  yield frame({ id: 'chatcmpl-sandbox', object: 'chat.completion.chunk', created, model: call.model, choices });
  yield frame('[DONE]');
}

function body(call: Call, created: number) {
  const message = { role: 'assistant', content: '' };
  const choices = [{ index: 0, message, logprobs: null, finish_reason: finish }];
  return { id: 'chatcmpl-sandbox', object: 'chat.completion', created, model: call.model, choices };
}
