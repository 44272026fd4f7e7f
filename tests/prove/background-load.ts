import { setTimeout as delay } from 'node:timers/promises';
import { judge } from '../load/judge.ts';
import { Random } from '../load/random.ts';
import { nextRequest } from '../load/request.ts';
import { send } from '../load/send.ts';
import { keepAliveAgent } from '../support/http-call.ts';

/** Mixed load that goes on while the gateway is killed and comes back. */
export class BackgroundLoad {
  readonly violations: string[] = [];
  requests = 0;
  /** Requests that got no whole answer because the gateway was killed under them. */
  excused = 0;
  readonly #outages: { from: number; until: number }[] = [];
  readonly #agent = keepAliveAgent();
  readonly #stopping = new AbortController();
  readonly #running = new Set<Promise<void>>();
  readonly #loop: Promise<void>;

  constructor(gatewayUrl: string, perSecond: number, seed: string) {
    this.#loop = this.#run(gatewayUrl, perSecond, new Random(seed));
  }

  outageFrom(at: number): void {
    this.#outages.push({ from: at, until: Number.POSITIVE_INFINITY });
  }

  outageUntil(at: number): void {
    const last = this.#outages.at(-1);
    if (last !== undefined) last.until = at;
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#loop;
    await Promise.all(this.#running);
    this.#agent.destroy();
  }

  async #run(gatewayUrl: string, perSecond: number, random: Random): Promise<void> {
    const begin = performance.now();
    while (!this.#stopping.signal.aborted) {
      const due = ((performance.now() - begin) / 1000) * perSecond;
      while (this.requests < due) {
        const call = this.#one(gatewayUrl, random).finally(() => this.#running.delete(call));
        this.#running.add(call);
      }
      await delay(5);
    }
  }

  async #one(gatewayUrl: string, random: Random): Promise<void> {
    const request = nextRequest(random, this.requests);
    this.requests += 1;
    const { answer, left } = await send(gatewayUrl, this.#agent, request);
    const verdict = judge(request, answer, left);
    if (verdict.kind === 'outcome') return;
    // Only what is visibly broken may be excused: a whole answer must be right at all times.
    const wasUnderway = this.#outages.some(({ from, until }) => answer.sentAt <= until && performance.now() >= from);
    if (!answer.whole && wasUnderway) this.excused += 1;
    else this.violations.push(`${request.model} “${request.prompt}”: ${verdict.why}`);
  }
}
