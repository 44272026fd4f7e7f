import type { UpstreamFault } from '../errors.ts';
import type { Faults } from '../faults.ts';
import { fields, list, parse } from '../json.ts';
import type { Usage } from '../types.ts';
import { chatUsage } from '../usage.ts';

/** DeepSeek's word for a generation that its own load ended. */
const OVERLOADED = 'insufficient_system_resource';

/** Blank lines and comments that kept the connection alive before the JSON. */
const PREAMBLE = /^(?:\s|:[^\n]*\n)+/;

/**
 * Checks a whole chat completion and reads its usage; its bytes go on as they are.
 * @throws UpstreamFault when it is no chat completion, or an error, or one of its choices is
 */
export function readChatAnswer(bytes: Buffer, faults: Faults): { body: string | Buffer; usage: Usage | undefined } {
  const source = bytes.toString('utf8');
  const json = source.startsWith('{') ? source : source.replace(PREAMBLE, '');
  const parsed = parse(json);
  if (parsed === undefined) throw faults.badAnswer('answered with something that is no JSON');
  const { object, error, choices, usage } = fields(parsed.value);
  if (error != null) throw faults.inside(error);
  if (object === 'error') throw faults.inside(parsed.value);
  if (list(choices).length === 0) throw faults.badAnswer('answered with JSON that is no chat completion');
  for (const choice of list(choices)) {
    const fault = faultOfChoice(choice, faults);
    if (fault !== undefined) throw fault;
  }
  return { body: json, usage: chatUsage(usage) };
}

/** Why a choice is no answer although it has ended; undefined for all that are one, or not at their end yet. */
export function faultOfChoice(choice: unknown, faults: Faults): UpstreamFault | undefined {
  const { finish_reason, error } = fields(choice);
  if (finish_reason === OVERLOADED) return faults.overloaded();
  return error != null || finish_reason === 'error' ? faults.inside(error) : undefined;
}
