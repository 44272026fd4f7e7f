import type { Faults } from '../faults.ts';
import { fields, isGiven, isObject, list, parse } from '../json.ts';
import { PassingRelay, TROUBLE } from '../relay.ts';
import { type Frame, splitFrames } from '../sse.ts';
import { chatUsage } from '../usage.ts';
import { faultOfChoice } from './answer.ts';

/** Frames that need a look: a `finish_reason` or `usage` that is not null, the end, and all trouble. */
const NOTABLE = new RegExp(`"(?:finish_reason|usage)"\\s*:\\s*[^\\sn]|${TROUBLE.source}`, 'm');

const ERROR_EVENT = /^event: ?error\b/m;

const DONE = 'data: [DONE]\n\n';

/** A stream of the chat API. */
export class ChatRelay extends PassingRelay {
  readonly #hideUsage: boolean;
  readonly #choices: number;
  readonly #finished = new Set<unknown>();

  /** `choices` is how many of them must finish; `hideUsage` drops the chunk that the caller did not ask for. */
  constructor(faults: Faults, options: { choices: number; hideUsage: boolean }) {
    super(faults, NOTABLE);
    this.#hideUsage = options.hideUsage;
    this.#choices = options.choices;
  }

  override end(rest: string): string {
    const [last] = splitFrames(`${rest}\n\n`);
    if (last === undefined) this.done = this.#finished.size >= this.#choices;
    else if (last.data === '[DONE]') this.#finish();
    if (this.done) return DONE;
    this.fault ??= this.faults.cut();
    return '';
  }

  protected override inspect({ text, data }: Frame): boolean {
    // Comments that kept the connection alive before the first token say nothing any more once it is there.
    if (data === undefined) return this.started;
    if (data === '[DONE]') {
      this.#finish();
      return true;
    }
    const chunk = parse(data)?.value;
    if (!isObject(chunk)) {
      this.fault = this.faults.badAnswer('sent a chunk that is no JSON object');
      return false;
    }
    const { object, error, choices, usage } = fields(chunk);
    if (error != null || object === 'error' || ERROR_EVENT.test(text)) {
      this.fault = this.faults.inside(error ?? chunk);
      return false;
    }
    this.usage = chatUsage(usage) ?? this.usage;
    for (const choice of list(choices)) this.#look(choice);
    if (this.started) this.progress += 1;
    return !(this.#hideUsage && usage != null && list(choices).length === 0);
  }

  #look(choice: unknown): void {
    const { delta, finish_reason, index } = fields(choice);
    this.fault ??= faultOfChoice(choice, this.faults);
    if (this.fault !== undefined) return;
    const finished = isGiven(finish_reason);
    if (finished) this.#finished.add(index);
    if (finished || hasToken(delta)) this.started = true;
  }

  #finish(): void {
    if (this.#finished.size > 0 || this.started) this.done = true;
    else this.fault = this.faults.badAnswer('ended a stream without a single token');
  }
}

/** Whether there is anything in a delta besides its role. */
function hasToken(delta: unknown): boolean {
  return Object.entries(fields(delta)).some(([name, value]) => name !== 'role' && isGiven(value));
}
