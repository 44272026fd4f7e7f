import type { Config } from '@switchgear/config';

export interface CallOutcome {
  readonly answered: boolean;
  /** For messages: the status, and what was said with it. */
  readonly detail: string;
}

/** Longer than a simulated key is ever made to take. */
const timeoutMs = 60_000;

/** A program that uses the gateway as any client does. */
export class Caller {
  readonly #address: string;
  readonly #token: string | undefined;

  constructor(config: Config, gatewayUrl: string) {
    this.#address = new URL('/v1/chat/completions', gatewayUrl).href;
    this.#token = config.gateway.client_tokens[0]?.reveal();
  }

  /** Never throws: what becomes of a call is what is looked at. */
  async ask(model: string): Promise<CallOutcome> {
    try {
      const response = await fetch(this.#address, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          ...(this.#token !== undefined && { authorization: `Bearer ${this.#token}` }),
        },
        body: JSON.stringify({ model, messages: [{ role: 'user', content: 'Which keys are well?' }] }),
        signal: AbortSignal.timeout(timeoutMs),
      });
      const text = await response.text();
      return { answered: response.ok, detail: `${response.status} ${text.slice(0, 200)}` };
    } catch (error) {
      return { answered: false, detail: error instanceof Error ? error.message : String(error) };
    }
  }
}
