import { stripVTControlCharacters } from 'node:util';
import type { Logger } from '@switchgear/service';
import type { RunResult } from '../model.ts';
import type { Ending, View } from '../view.ts';

/** Paths, tests and failures that a line of the log names. */
const namedInLine = 20;

export interface LogViewOptions {
  readonly logger: Logger;
  /** Gets a line for whoever looks on. */
  readonly onNotice?: (text: string) => void;
}

/** The view of a program that runs unattended: its log, and now and then a line for whoever started it. */
export function createLogView({ logger, onNotice = () => {} }: LogViewOptions): View {
  let cause = 'everything';
  return {
    begin: (beginning) => logger.info(beginning, `watching ${beginning.root}`),
    changed(changes, isReplay) {
      const [first, ...others] = changes.map(({ path }) => path);
      cause = others.length === 0 ? `${first}` : `${first} and ${others.length} more`;
      logger.info(
        { changes: changes.length, paths: [first, ...others].slice(0, namedInLine), replay: isReplay },
        `changed: ${cause}`,
      );
    },
    chosen({ chosen, everything, unaffecting }) {
      if (everything !== undefined) logger.info({ reason: everything }, 'everything is tested');
      else {
        const details = { tests: chosen.slice(0, namedInLine), unaffecting: unaffecting.slice(0, namedInLine) };
        logger.info(details, `${chosen.length} test files are affected`);
      }
    },
    caseFinished(result) {
      if (result.status !== 'fail') return;
      const { message = '', file = result.file, line } = result.failure ?? {};
      const place = line === undefined ? file : `${file}:${line}`;
      logger.warn({ place, diff: result.failure?.diff }, `failed: ${result.file} > ${result.name}: ${plain(message)}`);
    },
    fileFinished() {},
    output(text) {
      logger.debug(plain(text));
    },
    finished(ending) {
      const { result } = ending;
      const text = `${cause}: ${outcomeOf(ending)}`;
      logger[result.status === 'pass' ? 'info' : 'warn'](
        { status: result.status, duration_ms: result.durationMs },
        text,
      );
      if (result.status !== 'cancelled') onNotice(text);
      cause = 'asked for';
    },
    waiting: () => logger.debug('waiting for changes'),
    fault({ type, message }) {
      logger.error({ error_type: type }, message);
      onNotice(`${type}: ${message}`);
    },
    note: (text) => logger.info(text),
    analysis: (text) => logger.info({ analysis: plain(text) }, 'analysis of a failure'),
    close() {},
  };
}

/** How a run ended, in a line. */
function outcomeOf({ result, flaky = [], knownFlaky = [], steady = [] }: Ending): string {
  const { status, cases, errors, durationMs } = result;
  const failed = cases.filter((one) => one.status === 'fail');
  const doubtful = flaky.length + knownFlaky.length;
  const parts = [
    `${cases.filter((one) => one.status === 'pass').length} passed`,
    ...(failed.length > 0 ? [`${failed.length} failed (${firstNames(failed)})`] : []),
    ...(doubtful > 0 ? [`${doubtful} flaky`] : []),
    ...(steady.length > 0 ? [`${steady.length} no longer flaky`] : []),
    ...errors.slice(0, 1).map(({ type, message }) => `${type}: ${plain(message)}`),
  ];
  const verdicts = { pass: 'pass', fail: 'FAIL', error: 'ERROR', cancelled: 'cancelled' } as const;
  return `${verdicts[status]}, ${parts.join(', ')}, ${(durationMs / 1000).toFixed(1)} s`;
}

function firstNames(failed: RunResult['cases']): string {
  const [first, ...others] = failed.map(({ file, name }) => `${file} > ${name}`);
  return others.length === 0 ? `${first}` : `${first}, and ${others.length} more`;
}

/** On one line, without what moves a cursor. */
function plain(text: string): string {
  return stripVTControlCharacters(text).replaceAll(/\s+/g, ' ').trim().slice(0, 500);
}
