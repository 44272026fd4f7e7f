import { UpstreamFault } from '../errors.ts';
import type { Faults } from '../faults.ts';
import { type Fields, field, fields, isGiven, parse, text } from '../json.ts';
import { type AgentAnswer, requireRun } from './answer.ts';

/** Where events about Perplexity's reasoning say what it did. */
const STEPS = ['thought', 'queries', 'results', 'urls', 'contents'] as const;

/** One event of the Agent API, read as far as every relay of it needs. */
export interface AgentEvent {
  readonly type: string;
  readonly fields: Fields;
  /** Whether a client has something to show for it: text, a tool call, or a step of the reasoning. */
  readonly shows: boolean;
  /** How the stream ends with it: the finished run, or why there is none. Undefined for all other events. */
  readonly end: AgentAnswer | UpstreamFault | undefined;
}

export function readEvent(data: string, faults: Faults): AgentEvent {
  const parsed = parse(data);
  const event = fields(parsed?.value);
  const type = text(field(event, 'type')) ?? '';
  if (parsed === undefined || type === '') {
    const { error = field(event, 'object') === 'error' ? event : undefined } = event;
    const end = error == null ? faults.badAnswer('sent an event that is no JSON with a type') : faults.inside(error);
    return { type, fields: event, shows: false, end };
  }
  return { type, fields: event, shows: shows(type, event), end: endOf(type, event, faults) };
}

function shows(type: string, event: Fields): boolean {
  if (type.endsWith('.delta')) return isGiven(field(event, 'delta'));
  if (type === 'response.output_item.added') {
    const { type: kind } = fields(field(event, 'item'));
    return kind !== 'message' && kind !== 'reasoning';
  }
  return type.startsWith('response.reasoning.') && STEPS.some((name) => isGiven(field(event, name)));
}

function endOf(type: string, event: Fields, faults: Faults): AgentEvent['end'] {
  const { response, error, message } = event;
  const { error: runError = error } = fields(response);
  switch (type) {
    case 'response.completed':
    case 'response.incomplete':
      return attempt(() => requireRun(response, faults));
    case 'response.failed':
      return faults.failedRun('failed', runError);
    case 'response.cancelled':
      return faults.failedRun('cancelled', runError);
    case 'error':
      return faults.inside(error ?? { ...event, message });
    default:
      return undefined;
  }
}

function attempt<T>(read: () => T): T | UpstreamFault {
  try {
    return read();
  } catch (error) {
    if (error instanceof UpstreamFault) return error;
    throw error;
  }
}
