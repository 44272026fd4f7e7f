import type { Registry } from '@switchgear/telemetry';
import { type FastifyBaseLogger, type FastifyInstance, type FastifyServerOptions, fastify } from 'fastify';
import { assertDistinct, type Check, CheckGroup, recordChecks, recordDependencies } from './check.ts';
import { type Cleanup, CleanupStack } from './cleanup.ts';
import { ServiceError } from './errors.ts';
import { FaultLog } from './fault-log.ts';
import { type Address, listen } from './listen.ts';
import type { Logger } from './logger.ts';
import { mountProbes, type ProbeReport, summarize } from './probes.ts';

/** Settings of the HTTP server that a program may choose: all but those of its logs. */
export type HttpOptions = Omit<FastifyServerOptions, `log${string}` | 'childLoggerFactory'>;

export interface ServiceOptions {
  name: string;
  logger: Logger;
  registry: Registry;
  /** Address to listen on; programs default to 127.0.0.1 in their configuration. */
  host: string;
  /** 0 takes any free port. */
  port: number;
  /** Setting that holds the port, named in the error when it is in use, for example `gateway.port`. */
  portSetting?: string;
  /** Liveness: is this process itself stuck? Never the state of anything outside it. */
  health?: readonly Check[];
  /** Readiness: can it do its work now? */
  ready?: readonly Check[];
  /** What it depends on, exported as service_dependency_status; has no say in readiness unless also in `ready`. */
  dependencies?: readonly Check[];
  http?: HttpOptions;
  /** How long open requests may go on after stop began, in milliseconds; default 5000. */
  drainTimeoutMs?: number;
}

/** A program inside a process: embeddable, without signals. See `runService` for a process of its own. */
export interface Service {
  readonly name: string;
  readonly app: FastifyInstance;
  readonly logger: Logger;
  readonly registry: Registry;
  /** Where it listens, once started. */
  readonly address: Address | undefined;
  /**
   * Registers what has to be undone at stop. Clean-ups run in reverse order, each for at most `timeoutMs` (default
   * 5000); those registered before `start` run after the HTTP server has closed.
   */
  onStop(name: string, run: Cleanup, options?: { timeoutMs?: number }): void;
  /** Listens. When that fails, the clean-ups have run before it rejects. */
  start(): Promise<Address>;
  /** Stops, also in mid-start. The same answer every time: the names of the clean-ups that failed. */
  stop(): Promise<readonly string[]>;
  checkHealth(): Promise<ProbeReport>;
  checkReadiness(): Promise<ProbeReport>;
}

const defaultTimeoutMs = 5000;

/** How long a client may take to send a whole request; without a limit a stalled one holds its connection for ever. */
const requestTimeoutMs = 120_000;

/** A scrape asks the checks again when their last answer is older, so the gauges are true without any prober. */
const maxCheckAgeMs = 5000;

/** A scrape waits no longer than this for slow checks; what they find is in the next one. */
const maxCheckWaitMs = 1000;

/** A service with GET /health, /ready and /metrics on its own HTTP server. Nothing is global, so several can coexist. */
export function createService(options: ServiceOptions): Service {
  const { name, logger, registry, health = [], ready = [], dependencies = [] } = options;
  const drainTimeoutMs = options.drainTimeoutMs ?? defaultTimeoutMs;
  assertDistinct([...health, ...ready]);
  assertDistinct(dependencies);
  const healthChecks = new CheckGroup(health, { onResult: recordChecks(registry) });
  const readyChecks = new CheckGroup(ready, { onResult: recordChecks(registry) });
  const dependencyChecks = new CheckGroup(dependencies, { onResult: recordDependencies(registry) });
  const groups = [healthChecks, readyChecks, dependencyChecks];
  registry.beforeScrape(async () => {
    const fresh = Promise.all(groups.map((group) => group.refresh(maxCheckAgeMs)));
    await Promise.race([fresh, delay(maxCheckWaitMs)]);
  });

  const app = createApp(options);
  const cleanups = new CleanupStack(logger);
  let starting: Promise<Address> | undefined;
  let stopping: Promise<readonly string[]> | undefined;
  let address: Address | undefined;

  const closeServer = async (): Promise<void> => {
    const cut = setTimeout(() => app.server.closeAllConnections(), drainTimeoutMs);
    await app.close().finally(() => clearTimeout(cut));
  };
  const begin = async (): Promise<Address> => {
    cleanups.add('http server', closeServer, drainTimeoutMs + defaultTimeoutMs);
    address = await listen(app, options);
    return address;
  };
  const end = async (): Promise<readonly string[]> => {
    await starting?.catch(() => undefined);
    logger.info(`${name} stops`);
    const failed = await cleanups.run();
    logger.info({ failed }, `${name} has stopped`);
    return failed;
  };

  const service: Service = {
    name,
    app,
    logger,
    registry,
    get address() {
      return address;
    },
    onStop: (what, run, { timeoutMs = defaultTimeoutMs } = {}) => cleanups.add(what, run, timeoutMs),
    start: async () => {
      if (starting !== undefined || stopping !== undefined) {
        throw new ServiceError('not_startable', `${name} was started or stopped before; create a new one`);
      }
      starting = begin();
      try {
        return await starting;
      } catch (error) {
        await service.stop();
        throw error;
      }
    },
    stop: () => {
      stopping ??= end();
      return stopping;
    },
    checkHealth: async () => summarize(await healthChecks.run()),
    checkReadiness: async () => {
      const results = await readyChecks.run();
      if (stopping === undefined) return summarize(results);
      return summarize([...results, { name: 'running', ok: false, durationMs: 0, reason: `${name} is stopping` }]);
    },
  };
  mountProbes(service);
  return service;
}

function createApp({ http = {}, logger }: ServiceOptions): FastifyInstance {
  const loggerInstance: FastifyBaseLogger = logger;
  // One logger for all requests: a child per request costs more than routing it.
  return fastify({
    requestTimeout: requestTimeoutMs,
    // What arrives on an open connection during the stop is still served, until the drain time is over.
    return503OnClosing: false,
    ...http,
    loggerInstance,
    childLoggerFactory: (parent) => parent,
    logController: new FaultLog(),
  });
}

function delay(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms).unref());
}
