import { setTimeout } from 'node:timers/promises';
import { createLogger, createService, type Logger, type Service } from '@switchgear/service';
import { createRegistry } from '@switchgear/telemetry';
import type { FastifyInstance } from 'fastify';
import { FaultStore } from './faults/store.ts';
import { mountFaults } from './http/fault-routes.ts';
import { mountProvider } from './http/provider-routes.ts';
import { Stats } from './stats.ts';
import { seededRandom } from './text/random.ts';

export interface SandboxOptions {
  /** Default 127.0.0.1. */
  readonly host?: string;
  /** Default 8010; 0 takes any free port. */
  readonly port?: number;
  /** Answers and the dice of faults depend on it; default `sandbox`. */
  readonly seed?: string;
  /** Default: warnings and errors to standard output. */
  readonly logger?: Logger;
  /** Epoch milliseconds; default `Date.now`. */
  readonly now?: () => number;
  /** Waits of faults; default real time. */
  readonly wait?: (milliseconds: number, signal: AbortSignal) => Promise<void>;
}

const largestBodyBytes = 64_000_000;

/** A simulated provider of both APIs, with faults set over HTTP; stopping it breaks what is still under way. */
export function createSandbox(options: SandboxOptions = {}): Service {
  const seed = options.seed ?? 'sandbox';
  const random = seededRandom(seed);
  const service = createService({
    name: 'sandbox',
    logger: options.logger ?? createLogger({ name: 'sandbox', level: 'warn' }),
    registry: createRegistry(),
    host: options.host ?? '127.0.0.1',
    port: options.port ?? 8010,
    portSetting: 'sandbox.port',
    http: { bodyLimit: largestBodyBytes },
  });
  const faults = new FaultStore(random);
  const stats = new Stats();
  takeBodiesAsText(service.app);
  breakCallsAtStop(service.app);
  mountFaults(service.app, faults, stats);
  mountProvider(service.app, {
    seed,
    random,
    faults,
    stats,
    now: options.now ?? Date.now,
    wait: options.wait ?? wait,
  });
  return service;
}

/** A broken body must still reach the faults, so it is parsed later. */
function takeBodiesAsText(app: FastifyInstance): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', { parseAs: 'string' }, (_request, body, done) => done(null, body));
}

/** Calls that hang on purpose would hold up the closing of the server. */
function breakCallsAtStop(app: FastifyInstance): void {
  app.addHook('preClose', async () => app.server.closeAllConnections());
}

async function wait(milliseconds: number, signal: AbortSignal): Promise<void> {
  try {
    await setTimeout(milliseconds, undefined, { signal });
  } catch (error) {
    if (!signal.aborted) throw error;
  }
}
