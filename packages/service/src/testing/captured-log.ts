import { createLogger, type Logger, type LoggerOptions } from '../logger.ts';

/** A logger and the lines it has written. */
export interface CapturedLog {
  readonly logger: Logger;
  readonly lines: readonly Record<string, unknown>[];
  /** Everything written, as it was written. */
  text(): string;
}

/** A logger that writes into memory. */
export function captureLog(options: Partial<LoggerOptions> = {}): CapturedLog {
  const lines: Record<string, unknown>[] = [];
  let text = '';
  const destination = {
    write: (line: string) => {
      text += line;
      lines.push(JSON.parse(line));
    },
  };
  return { logger: createLogger({ name: 'test', level: 'trace', ...options, destination }), lines, text: () => text };
}
