import { z } from 'zod';
import { type Chunk, events, frame, json, type Reply } from '../answer.ts';
import { failedBody, failedFrames } from '../perplexity/frames.ts';
import { take } from './chunks.ts';
import { defineFault } from './fault.ts';

const error = { message: 'The run failed (simulated)', code: 'internal_error', type: 'server_error' };

/** A run of the Agent API that ends `failed` inside a 200. Chat calls are left alone. */
export const failedRun = defineFault({
  kind: 'failed_run',
  settings: {},
  apply: (_settings, call, next, { now }) => {
    const answer = next();
    if (call.dialect !== 'agent' || answer.type !== 'reply' || answer.status !== 200) return answer;
    const run = { id: 'resp_sandbox_failed', createdAt: Math.floor(now() / 1000), model: call.model };
    return call.streamed ? events(failedFrames(run, error)) : json(200, failedBody(run, error));
  },
});

/** DeepSeek's overload inside a 200: the answer breaks off with this `finish_reason`. Agent runs are left alone. */
export const insufficientSystemResource = defineFault({
  kind: 'insufficient_system_resource',
  settings: { after_chunks: z.int().min(0).default(1) },
  apply: ({ after_chunks: before }, call, next, { now }) => {
    const answer = next();
    if (call.dialect !== 'chat' || call.free || answer.type !== 'reply' || answer.status !== 200) return answer;
    const created = Math.floor(now() / 1000);
    const head = (object: string) => ({ id: 'chatcmpl-sandbox', object, created, model: call.model });
    if (answer.streamed) return { ...answer, chunks: broken(answer, before, head('chat.completion.chunk')) };
    const message = { role: 'assistant', content: '' };
    return json(200, { ...head('chat.completion'), choices: [choice({ message })] });
  },
});

async function* broken(reply: Reply, before: number, head: object): AsyncGenerator<Chunk> {
  yield* take(reply, before);
  yield frame({ ...head, choices: [choice({ delta: { content: '' } })] });
  yield frame('[DONE]');
}

function choice(content: object) {
  return { index: 0, ...content, logprobs: null, finish_reason: 'insufficient_system_resource' };
}
