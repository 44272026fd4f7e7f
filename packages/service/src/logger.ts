import { type DestinationStream, type Logger as PinoLogger, type LoggerOptions as PinoOptions, pino } from 'pino';
import { ServiceError } from './errors.ts';
import { createScrubber } from './redact.ts';

/** A structured logger; one JSON object per line. */
export type Logger = PinoLogger;

export interface LoggerOptions {
  /** Name of the program, on every line. */
  name: string;
  /** trace, debug, info, warn, error, fatal or silent; default `LOG_LEVEL`, else info. */
  level?: string | undefined;
  /** Texts that never appear in a line, whatever logs them. */
  secrets?: Iterable<string>;
  /** Where lines go; default standard output, written synchronously so that the last words of a crash arrive. */
  destination?: DestinationStream;
}

const levels = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'];

/**
 * A logger that prints no credential: errors are reduced to what explains them, and every finished line is scrubbed of
 * headers that carry credentials, of what looks like one, and of the given secrets.
 *
 * @throws ServiceError `bad_log_level`
 */
export function createLogger(options: LoggerOptions): Logger {
  const { LOG_LEVEL } = process.env;
  const level = options.level ?? (LOG_LEVEL?.trim().toLowerCase() || 'info');
  if (!levels.includes(level)) {
    throw new ServiceError('bad_log_level', `LOG_LEVEL is ${JSON.stringify(level)}; use one of ${levels.join(', ')}`);
  }
  const settings: PinoOptions = {
    name: options.name,
    level,
    base: { pid: process.pid },
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label) => ({ level: label }) },
    serializers: { err: describeError },
    hooks: { streamWrite: createScrubber(options.secrets) },
  };
  return options.destination === undefined ? pino(settings) : pino(settings, options.destination);
}

/** How deep chains of causes are followed. */
const maxDepth = 5;

/** Type, message, code, stack and causes alone: libraries hang requests with their headers on errors. */
export function describeError(error: unknown, depth = 0): unknown {
  if (!(error instanceof Error)) return typeof error === 'object' ? { type: typeof error } : error;
  return {
    type: error.name,
    message: error.message,
    ...('code' in error && typeof error.code === 'string' ? { code: error.code } : {}),
    stack: error.stack,
    ...(error.cause !== undefined && depth < maxDepth ? { cause: describeError(error.cause, depth + 1) } : {}),
    ...(error instanceof AggregateError && depth < maxDepth
      ? { errors: error.errors.slice(0, maxDepth).map((inner) => describeError(inner, depth + 1)) }
      : {}),
  };
}
