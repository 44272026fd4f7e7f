import { messageOf } from './errors.ts';
import { createLogger, type Logger } from './logger.ts';
import { listenForStop, type ProcessEvents } from './process-events.ts';
import type { Service } from './service.ts';

export interface RunOptions {
  /** Name for log lines before the service exists. */
  name: string;
  /** Logger for what happens around the service; default a new one of that name. */
  logger?: Logger;
  /** Whoever looks on reads standard error: what is fatal is told there in plain words, and there is no log. */
  terminal?: boolean;
  /** The process grants a stop this long in all, in milliseconds, then exits with status 1; default 30000. */
  stopTimeoutMs?: number;
  /** Default the real process. */
  host?: ProcessEvents;
  /** Milliseconds that never run backwards; default `performance.now`. */
  now?: () => number;
}

/**
 * Runs a service as the whole of this process: starts it, and stops it on SIGINT, SIGTERM, SIGHUP or when the IPC
 * channel to the parent closes. A second signal exits at once. An uncaught exception or unhandled rejection is logged
 * as fatal and stops it in order with status 1. Status 0 means that every clean-up succeeded.
 */
export async function runService(create: () => Service | Promise<Service>, options: RunOptions): Promise<void> {
  const { name, host = process, now = () => performance.now(), stopTimeoutMs = 30_000 } = options;
  const logger = options.logger ?? createOwnLogger(options);
  if (logger === undefined) {
    host.exit(1);
    return;
  }
  const request = listenForStop(host, logger, now);
  let limit: NodeJS.Timeout | undefined;
  const asked = request.asked.then(() => {
    limit = setTimeout(() => {
      logger.fatal(`${name} did not stop within ${stopTimeoutMs} ms: ending at once`);
      host.exit(1);
    }, stopTimeoutMs);
  });

  let status = 0;
  try {
    const service = await create();
    if (!request.isAsked) await Promise.race([service.start(), asked]);
    await asked;
    const failed = await service.stop();
    if (failed.length > 0) status = 1;
  } catch (error) {
    status = 1;
    logger.fatal({ err: error }, `${name} cannot start: ${messageOf(error)}`);
  }
  clearTimeout(limit);
  request.release();
  host.exit(request.hasFault ? 1 : status);
}

/** Without a logger there is only standard error to say why. */
function createOwnLogger({ name, terminal = false }: RunOptions): Logger | undefined {
  try {
    return createLogger({ name, ...(terminal && { level: 'fatal', destination: { write: speak } }) });
  } catch (error) {
    process.stderr.write(`${name} cannot start: ${messageOf(error)}\n`);
    return undefined;
  }
}

/** The words of a line of the log; of what nobody caught, its stack. */
function speak(line: string): void {
  const { msg, event, err } = JSON.parse(line);
  process.stderr.write(`${(event && err?.stack) ?? msg}\n`);
}
