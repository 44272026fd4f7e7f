import { createRegistry } from '@switchgear/telemetry';
import { onTestFinished } from 'vitest';
import { createService, type Service, type ServiceOptions } from '../service.ts';
import { captureLog } from './captured-log.ts';

/** A service on a free port, with its log in memory, that is stopped when the test ends. */
export function makeService(options: Partial<ServiceOptions> = {}) {
  const log = captureLog();
  const service: Service = createService({
    name: 'demo',
    logger: log.logger,
    registry: createRegistry({ processMetrics: false }),
    host: '127.0.0.1',
    port: 0,
    ...options,
  });
  onTestFinished(async () => {
    await service.stop();
  });
  return { service, log };
}

/** {@link makeService}, started. */
export async function startService(options: Partial<ServiceOptions> = {}) {
  const made = makeService(options);
  const { url, port } = await made.service.start();
  return { ...made, url, port };
}
