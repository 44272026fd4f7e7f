import type { Faults } from '../faults.ts';
import { field, fields, parse } from '../json.ts';
import { agentUsage } from '../usage.ts';

/** A run as the Agent API tells of it. */
export type AgentAnswer = ReturnType<typeof requireRun>;

/**
 * Checks a whole answer of the Agent API.
 * @throws UpstreamFault when it is none, or tells of a run that failed: both come as a 200
 */
export function readAgentAnswer(bytes: Buffer, faults: Faults): AgentAnswer {
  const parsed = parse(bytes.toString('utf8'));
  if (parsed === undefined) throw faults.badAnswer('answered with something that is no JSON');
  const answer = requireRun(parsed.value, faults);
  if (Array.isArray(field(answer.response, 'output'))) return answer;
  throw faults.badAnswer('answered with JSON that is no response of the Agent API');
}

/**
 * Reads the object of a run.
 * @throws UpstreamFault when the run failed or was cancelled
 */
export function requireRun(value: unknown, faults: Faults) {
  const response = fields(value);
  const { status, error, usage } = response;
  if (status === 'failed' || status === 'cancelled') throw faults.failedRun(status, error);
  if (error != null) throw faults.inside(error);
  return { response, usage: agentUsage(usage) };
}
