import type { Plan } from '../call.ts';
import { field } from '../json.ts';
import type { CallRequest } from '../types.ts';
import { readAgentAnswer } from './answer.ts';
import { AgentRelay } from './relay.ts';

/** Fields that take the place of the caller's `model`. */
export type ModelFields = Readonly<Record<string, string>>;

/** A call to a provider of the Agent API: the caller's own bytes, unless its model has another name there. */
export function agentPlan(path: string, request: CallRequest, chosen: ModelFields = { model: request.model }): Plan {
  const { model, ...rest } = request.body;
  const same = model === undefined || model === field(chosen, 'model');
  return {
    path,
    body: same ? request.raw : JSON.stringify({ ...chosen, ...rest }),
    stream: request.stream,
    complete(bytes, faults) {
      const { usage } = readAgentAnswer(bytes, faults);
      return { body: bytes, usage };
    },
    relay: (faults) => new AgentRelay(faults),
  };
}
