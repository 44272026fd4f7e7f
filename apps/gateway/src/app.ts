import { join } from 'node:path';
import { systemClock } from '@switchgear/breaker';
import { type Check, createService, type Service } from '@switchgear/service';
import { createRegistry } from '@switchgear/telemetry';
import { createBackend } from './backends.ts';
import { clientErrorHandler, createAuditFile, frameworkErrors, mountApi, TransitionLog } from './http/index.ts';
import { createProber, createSqliteState, type PoolEvent, type Settlement } from './keys/index.ts';
import { logFault, logPoolEvent, logStateEvent } from './log-events.ts';
import { breakerSeries, createGatewayMetrics, recordHost } from './metrics/index.ts';
import type { GatewayOptions } from './options.ts';
import {
  type Backend,
  type CallRecorder,
  createCallProxy,
  createModelDirectory,
  type RequestRecorder,
  settlementOf,
} from './proxy/index.ts';

/** Puts the gateway together; it serves once started. Several can live in one process. */
export function createGateway(options: GatewayOptions): Service {
  const { logger, stateDir } = options;
  const registry = createRegistry();
  const transitions = new TransitionLog();
  const onEvent = (event: PoolEvent) => {
    if (event.kind === 'transition') transitions.record(event);
    logPoolEvent(logger, event);
  };
  const logError = (error: Error) => logger.error({ err: error }, error.message);
  const store = createSqliteState({
    file: join(stateDir, 'gateway.db'),
    onEvent: (event) => logStateEvent(logger, event),
  });
  const backends = options.providers.map((provider) => createBackend(provider, options, store, onEvent));
  const service = createService({
    name: 'gateway',
    logger,
    registry,
    host: options.host,
    port: options.port,
    portSetting: 'gateway.port',
    ready: [{ name: 'keys', run: () => assertSomeUsable(backends) }],
    dependencies: backends.map(dependency),
    http: { bodyLimit: options.bodyLimitBytes, clientErrorHandler, frameworkErrors },
  });

  const metrics = createGatewayMetrics(
    registry,
    backends.map(({ name }) => name),
  );
  for (const { name, pool } of backends) metrics.watchKeys(name, () => pool.statusCounts());
  const breakers = backends.flatMap(({ name, pool }) =>
    pool.keys.map(({ id, breaker }) => ({ keyId: id, provider: name, breaker })),
  );
  registry.addSource(breakerSeries(breakers));
  recordHost(registry, { paths: ['/'], onError: logError });
  const recorder: CallRecorder & RequestRecorder = {
    ...metrics,
    fault(provider, keyId, fault, durationMs) {
      metrics.fault(provider, fault, durationMs);
      logFault(logger, provider, keyId, fault);
    },
  };
  const directory = createModelDirectory(backends, options.fallbacks);
  const proxy = createCallProxy({ directory, deadlines: options.deadlines, recorder, now: systemClock.now });
  mountApi(service.app, {
    ...options,
    service,
    backends,
    transitions,
    proxy,
    directory,
    audit: createAuditFile({ folder: join(stateDir, 'audit'), onFault: logError }),
    startedAt: Date.now(),
  });

  service.onStop('state file', () => store.close());
  for (const backend of backends) {
    const { name, upstream, pool } = backend;
    const prober = createProber({
      pool,
      probe: (key, signal) => probe(backend, key.secret, signal),
      onFault: (key, error) =>
        logger.error({ err: error, provider: name, key_id: key.id }, 'a free probe failed to run'),
    });
    prober.start();
    service.onStop(`connections of ${name}`, () => upstream.close());
    service.onStop(`keys of ${name}`, () => pool.close());
    service.onStop(`probes of ${name}`, () => prober.stop());
  }
  return service;
}

async function probe({ upstream }: Backend, secret: string, signal: AbortSignal): Promise<Settlement> {
  const sentAt = systemClock.now();
  const result = await upstream.probe(secret, signal);
  const durationMs = systemClock.now() - sentAt;
  return result.ok ? { kind: 'success', durationMs } : settlementOf(result.fault, durationMs);
}

function assertSomeUsable(backends: readonly Backend[]): void {
  if (!backends.some(({ pool }) => pool.retryAfterMs() === 0))
    throw new Error('no provider has a key that can take calls');
}

function dependency({ name, displayName, pool }: Backend): Check {
  return {
    name,
    run() {
      if (pool.retryAfterMs() > 0) throw new Error(`no key of ${displayName} can take calls`);
    },
  };
}
