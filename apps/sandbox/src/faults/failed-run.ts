import { events, json } from '../answer.ts';
import { failedBody, failedFrames } from '../perplexity/frames.ts';
import { defineFault } from './fault.ts';

const error = { message: 'The run failed (simulated)', code: 'internal_error', type: 'server_error' };

/** A run of the Agent API that ends `failed` inside a 200. Chat calls are left alone. */
export const failedRun = defineFault({
  kind: 'failed_run',
  settings: {},
  alsoProbes: false,
  apply: (_settings, call, next, { now }) => {
    const answer = next();
    if (call.dialect !== 'agent' || answer.type !== 'reply' || answer.status !== 200) return answer;
    const run = { id: 'resp_sandbox_failed', createdAt: Math.floor(now() / 1000), model: call.model };
    return call.streamed ? events(failedFrames(run, error)) : json(200, failedBody(run, error));
  },
});
