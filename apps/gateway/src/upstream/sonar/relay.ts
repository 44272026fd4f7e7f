import { type AgentEvent, readEvent } from '../agent/event.ts';
import { UpstreamFault } from '../errors.ts';
import type { Faults } from '../faults.ts';
import { type Fields, field, fields, list, text } from '../json.ts';
import { Relay } from '../relay.ts';
import { splitFrames } from '../sse.ts';
import type { Usage } from '../types.ts';
import { chatUsageOf, envelope, finishReason, searchResults, sources, toolCall } from './answer.ts';

/** Perplexity tells the arguments of a call at its beginning; others tell them in parts, or only at its end. */
interface FunctionCall {
  readonly index: number;
  told: 'nothing' | 'parts' | 'all';
}

/**
 * Turns a stream of the Agent API into chat chunks. Reasoning steps have no place in those, but show the provider at
 * work; the sources they find go out with the first chunk, where clients of Sonar look for them.
 */
export class TranslateRelay extends Relay {
  readonly #usageApart: boolean;
  #envelope: Fields = envelope({}, 'chat.completion.chunk');
  #results: unknown[] = [];
  readonly #calls = new Map<unknown, FunctionCall>();

  /** `usageApart` puts usage into a chunk of its own, as `stream_options.include_usage` asks for. */
  constructor(faults: Faults, options: { usageApart: boolean }) {
    super(faults);
    this.#usageApart = options.usageApart;
  }

  push(source: string): string {
    let out = '';
    for (const { data } of splitFrames(source)) {
      if (data === undefined) continue;
      out += this.#translate(readEvent(data, this.faults));
      if (this.fault !== undefined || this.done) return out;
    }
    return out;
  }

  #translate(event: AgentEvent): string {
    if (event.end instanceof UpstreamFault) {
      this.fault = event.end;
      return '';
    }
    if (event.end !== undefined) return this.#finish(event.end.response, event.end.usage);
    if (event.shows) this.progress += 1;
    const { response, results, item, delta, item_id } = event.fields;
    switch (event.type) {
      case 'response.created':
      case 'response.in_progress':
        this.#envelope = envelope(fields(response), 'chat.completion.chunk');
        return '';
      case 'response.reasoning.search_results':
        this.#results.push(...list(results));
        return '';
      case 'response.output_item.added':
        return this.#begin(fields(item));
      case 'response.output_item.done':
        return this.#end(fields(item));
      case 'response.output_text.delta':
        return delta === '' ? '' : this.#chunk({ content: delta });
      case 'response.function_call_arguments.delta':
        return this.#arguments(this.#calls.get(item_id), delta);
      default:
        return '';
    }
  }

  #begin(item: Fields): string {
    if (field(item, 'type') !== 'function_call') return '';
    const index = this.#calls.size;
    const given = text(field(item, 'arguments')) ?? '';
    this.#calls.set(field(item, 'id'), { index, told: given === '' ? 'nothing' : 'all' });
    return this.#chunk({ tool_calls: [{ index, ...toolCall(item, given) }] });
  }

  #end(item: Fields): string {
    if (this.#results.length === 0) this.#results.push(...searchResults(item));
    const call = this.#calls.get(field(item, 'id'));
    return call?.told === 'nothing' ? this.#arguments(call, field(item, 'arguments')) : '';
  }

  #arguments(call: FunctionCall | undefined, part: unknown): string {
    if (call === undefined || call.told === 'all') return '';
    call.told = 'parts';
    return this.#chunk({ tool_calls: [{ index: call.index, function: { arguments: text(part) ?? '' } }] });
  }

  #finish(response: Fields, usage: Usage | undefined): string {
    this.usage = usage;
    this.done = true;
    if (field(response, 'id') !== undefined) this.#envelope = envelope(response, 'chat.completion.chunk');
    if (this.#results.length === 0) {
      this.#results = list(field(response, 'output')).flatMap((item) => searchResults(fields(item)));
    }
    const told = usage && { usage: chatUsageOf(response, usage) };
    const last = this.#chunk({}, finishReason(response), this.#usageApart ? undefined : told);
    const apart = this.#usageApart && told ? write({ ...this.#envelope, choices: [], ...told }) : '';
    return `${last}${apart}data: [DONE]\n\n`;
  }

  #chunk(delta: Fields, finish_reason: string | null = null, more: Fields = {}): string {
    const first = !this.started;
    this.started = true;
    const role = first ? { role: 'assistant' } : {};
    const found = first || finish_reason !== null ? sources(this.#results) : {};
    const choices = [{ index: 0, delta: { ...role, ...delta }, finish_reason }];
    return write({ ...this.#envelope, choices, ...found, ...more });
  }
}

function write(chunk: Fields): string {
  return `data: ${JSON.stringify(chunk)}\n\n`;
}
