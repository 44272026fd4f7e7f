import { type Answer, events, json } from '../answer.ts';
import { describeIssues } from '../http/describe-issues.ts';
import { refusal } from '../http/refusal.ts';
import { complete } from './completion.ts';
import { chatBody, chatFrames } from './frames.ts';
import { chatModels, isChatModel } from './models.ts';
import { chatRequest } from './request.ts';

/** Answers POST /chat/completions: 422 for wrong fields, 400 for an unknown model. */
export function answerChat(body: unknown, seed: string, nowSeconds: number): Answer {
  const request = chatRequest.safeParse(body);
  if (!request.success)
    return refusal('chat', 422, `Failed to deserialize the JSON body: ${describeIssues(request.error)}`);
  if (!isChatModel(request.data.model)) {
    return refusal('chat', 400, `Model Not Exist; the sandbox has ${chatModels.join(', ')}`);
  }
  const completion = complete(request.data, seed, nowSeconds);
  if (request.data.stream !== true) return json(200, chatBody(completion));
  return events(chatFrames(completion, request.data.stream_options?.include_usage === true));
}
