import { DrillError } from '../errors.ts';
import { Child, type Command, type Place } from './child.ts';

/** Prometheus or Alertmanager, on a free port of 127.0.0.1. */
export class Server implements AsyncDisposable {
  /** `host:port` */
  readonly address: string;
  readonly #child: Child;
  readonly #signal: AbortSignal;

  private constructor(address: string, child: Child, signal: AbortSignal) {
    this.address = address;
    this.#child = child;
    this.#signal = signal;
  }

  /** @throws DrillError start_failed with its last lines */
  static async start(command: Command, place: Place): Promise<Server> {
    const child = new Child({ ...command, args: [...command.args, '--web.listen-address=127.0.0.1:0'] }, place);
    try {
      return new Server(await child.untilReady(), child, place.signal);
    } catch (error) {
      await child[Symbol.asyncDispose]();
      throw error;
    }
  }

  /** What it answers to a question, or to a form. @throws DrillError request_failed with what it says */
  async ask(path: string, form?: Readonly<Record<string, string>>): Promise<unknown> {
    const request = form === undefined ? {} : { method: 'POST', body: new URLSearchParams(form) };
    const answer = await fetch(`http://${this.address}/${path}`, { ...request, signal: this.#signal });
    const text = await answer.text();
    if (answer.ok) return text === '' ? undefined : JSON.parse(text);
    throw new DrillError('request_failed', `${path} ${form?.['query'] ?? ''} was answered ${answer.status}: ${text}`);
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.#child[Symbol.asyncDispose]();
  }
}
