import type { UpstreamFault } from '../errors.ts';
import type { Faults } from '../faults.ts';
import { fields, isGiven, isObject, list, parse } from '../json.ts';
import { type Relay, TROUBLE } from '../relay.ts';
import { type Frame, hasData, splitFrames } from '../sse.ts';
import type { Usage } from '../types.ts';
import { chatUsage } from '../usage.ts';
import { faultOfChoice } from './answer.ts';

/** Frames that need a look: a `finish_reason` or `usage` that is not null, the end, and all trouble. */
const NOTABLE = new RegExp(`"(?:finish_reason|usage)"\\s*:\\s*[^\\sn]|${TROUBLE.source}`, 'm');

const ERROR_EVENT = /^event: ?error\b/m;

const DONE = 'data: [DONE]\n\n';

/** Hands a chat stream on as it is. Parses frames up to the first token, after it only those that are notable. */
export class ChatRelay implements Relay {
  progress = 0;
  started = false;
  done = false;
  fault: UpstreamFault | undefined;
  usage: Usage | undefined;
  readonly #faults: Faults;
  readonly #hideUsage: boolean;
  readonly #choices: number;
  readonly #finished = new Set<unknown>();

  /** `choices` is how many of them must finish; `hideUsage` drops the chunk that the caller did not ask for. */
  constructor(faults: Faults, options: { choices: number; hideUsage: boolean }) {
    this.#faults = faults;
    this.#hideUsage = options.hideUsage;
    this.#choices = options.choices;
  }

  push(text: string): string {
    if (this.#isPlain(text)) return text;
    let out = '';
    for (const frame of splitFrames(text)) {
      const kept = this.#isPlain(frame.text) || this.#inspect(frame);
      if (this.fault !== undefined) return out;
      if (kept) out += frame.text;
      if (this.done) return out;
    }
    return out;
  }

  end(rest: string): string {
    const [last] = splitFrames(`${rest}\n\n`);
    if (last === undefined) this.done = this.#finished.size >= this.#choices;
    else if (last.data === '[DONE]') this.#finish();
    if (this.done) return DONE;
    this.fault ??= this.#faults.cut();
    return '';
  }

  /** Whether a text goes on as it is, which most do. */
  #isPlain(text: string): boolean {
    if (!this.started || NOTABLE.test(text)) return false;
    if (hasData(text)) this.progress += 1;
    return true;
  }

  /** Whether the caller gets the frame. */
  #inspect({ text, data }: Frame): boolean {
    // Comments that kept the connection alive before the first token say nothing any more once it is there.
    if (data === undefined) return this.started;
    if (data === '[DONE]') {
      this.#finish();
      return true;
    }
    const chunk = parse(data)?.value;
    if (!isObject(chunk)) {
      this.fault = this.#faults.badAnswer('sent a chunk that is no JSON object');
      return false;
    }
    const { object, error, choices, usage } = fields(chunk);
    if (error != null || object === 'error' || ERROR_EVENT.test(text)) {
      this.fault = this.#faults.inside(error ?? chunk);
      return false;
    }
    this.usage = chatUsage(usage) ?? this.usage;
    for (const choice of list(choices)) this.#look(choice);
    if (this.started) this.progress += 1;
    return !(this.#hideUsage && usage != null && list(choices).length === 0);
  }

  #look(choice: unknown): void {
    const { delta, finish_reason, index } = fields(choice);
    this.fault ??= faultOfChoice(choice, this.#faults);
    if (this.fault !== undefined) return;
    const finished = isGiven(finish_reason);
    if (finished) this.#finished.add(index);
    if (finished || hasToken(delta)) this.started = true;
  }

  #finish(): void {
    if (this.#finished.size > 0 || this.started) this.done = true;
    else this.fault = this.#faults.badAnswer('ended a stream without a single token');
  }
}

/** Whether there is anything in a delta besides its role. */
function hasToken(delta: unknown): boolean {
  return Object.entries(fields(delta)).some(([name, value]) => name !== 'role' && isGiven(value));
}
