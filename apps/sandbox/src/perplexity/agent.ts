import { type Answer, events, json } from '../answer.ts';
import { describeIssues } from '../http/describe-issues.ts';
import { refusal } from '../http/refusal.ts';
import { runBody, runFrames } from './frames.ts';
import { agentRequest } from './request.ts';
import { runAgent } from './run.ts';

// The Agent API names models maker/model; the plain Sonar names are those of its former chat API.
const modelName = /^(?:[a-z0-9-]+\/[a-z0-9._-]+|sonar(?:-[a-z-]+)?)$/;

/** Answers POST /v1/agent: 400 for whatever is wrong, unknown fields included. */
export function answerAgent(body: unknown, seed: string, nowSeconds: number): Answer {
  const request = agentRequest.safeParse(body);
  if (!request.success) return refusal('agent', 400, describeIssues(request.error));
  const run = runAgent(request.data, seed, nowSeconds);
  if (!modelName.test(run.model))
    return refusal('agent', 400, 'invalid model: expected maker/model, such as perplexity/sonar');
  return request.data.stream === true ? events(runFrames(run)) : json(200, runBody(run));
}
