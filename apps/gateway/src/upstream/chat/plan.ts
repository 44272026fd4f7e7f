import type { Plan } from '../call.ts';
import type { CallRequest } from '../types.ts';
import { readChatAnswer } from './answer.ts';
import { ChatRelay } from './relay.ts';
import { chatRequest } from './request.ts';

/** A call of the chat API that goes to a provider which speaks it. */
export function chatPlan(path: string, request: CallRequest): Plan {
  const { body, hideUsage } = chatRequest(request);
  const { n } = request.body;
  const choices = typeof n === 'number' ? n : 1;
  return {
    path,
    body,
    stream: request.stream,
    complete: readChatAnswer,
    relay: (faults) => new ChatRelay(faults, { choices, hideUsage }),
  };
}
