import { escapeAttribute, escapeText } from '../xml/escape.ts';
import type { JunitCase, JunitError } from './report.ts';

export interface JunitSuite {
  readonly name: string;
  readonly cases: readonly Omit<JunitCase, 'suite'>[];
  /** Why the suite could not run as a whole; each becomes a case, as CI systems look at nothing else. */
  readonly errors?: readonly Pick<JunitError, 'message'>[];
}

/** JUnit XML as GitHub's, GitLab's and Jenkins' readers take it. Characters that XML forbids become U+FFFD. */
export function writeJunit(suites: readonly JunitSuite[]): string {
  const lines = suites.flatMap((suite) => [
    `  <testsuite${attributes({ name: suite.name, ...counts([suite]) })}>`,
    ...(suite.errors ?? []).map(({ message }) => renderError(suite.name, message)),
    ...suite.cases.map((each) => renderCase(suite.name, each)),
    '  </testsuite>',
  ]);
  const document = [`<testsuites${attributes(counts(suites))}>`, ...lines, '</testsuites>'];
  return `<?xml version="1.0" encoding="UTF-8"?>\n${document.join('\n')}\n`;
}

function counts(suites: readonly JunitSuite[]) {
  const cases = suites.flatMap((suite) => suite.cases);
  const errors = suites.flatMap((suite) => suite.errors ?? []).length;
  return {
    tests: cases.length + errors,
    failures: cases.filter(({ status }) => status === 'fail').length,
    errors,
    skipped: cases.filter(({ status }) => status === 'skip').length,
    time: seconds(cases.reduce((sum, { durationMs }) => sum + durationMs, 0)),
  };
}

function renderCase(suite: string, each: JunitSuite['cases'][number]): string {
  const { name, className = suite, file, status, durationMs, message, stack = '', output } = each;
  const head = `    <testcase${attributes({ name, classname: className, file, time: seconds(durationMs) })}`;
  const failure = `<failure${attributes({ message: message ?? 'failed' })}>${escapeText(stack)}</failure>`;
  const parts = [
    status === 'fail' ? failure : '',
    status === 'skip' ? `<skipped${attributes({ message })}/>` : '',
    output === undefined ? '' : `<system-out>${escapeText(output)}</system-out>`,
  ].join('');
  return parts === '' ? `${head}/>` : `${head}>${parts}</testcase>`;
}

function renderError(suite: string, message: string): string {
  const head = `<testcase${attributes({ name: '(suite)', classname: suite, time: seconds(0) })}>`;
  const error = `<error${attributes({ message: message.split('\n', 1)[0] })}>${escapeText(message)}</error>`;
  return `    ${head}${error}</testcase>`;
}

function attributes(values: Readonly<Record<string, string | number | undefined>>): string {
  return Object.entries(values)
    .map(([name, value]) => (value === undefined ? '' : ` ${name}="${escapeAttribute(String(value))}"`))
    .join('');
}

function seconds(durationMs: number): string {
  return (durationMs / 1000).toFixed(3);
}
