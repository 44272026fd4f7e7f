import { ConsoleError } from '../errors.ts';
import { fieldsOf, parseObject, textOf } from '../input/json.ts';
import { type Matcher, parseMatchers } from './matchers.ts';

/** What a person may choose, in hours. */
const durations = new Map([
  ['1h', 1],
  ['4h', 4],
  ['1d', 24],
  ['1w', 168],
]);

/** A silence that somebody asks for. */
export interface Wish {
  readonly matchers: readonly Matcher[];
  readonly durationMs: number;
  readonly reason: string;
}

/** Reads `{"filter", "duration", "reason"}`. @throws ConsoleError bad_request */
export function readWish(body: string): Wish {
  const fields = fieldsOf(parseObject(body));
  const hours = durations.get(textOf(fields['duration']));
  const reason = textOf(fields['reason']).trim();
  if (hours === undefined)
    throw new ConsoleError('bad_request', `choose for how long: ${[...durations.keys()].join(', ')}`);
  if (reason === '') throw new ConsoleError('bad_request', 'say why, for those who wonder where the alert is');
  return { matchers: parseMatchers(textOf(fields['filter'])), durationMs: hours * 3_600_000, reason };
}
