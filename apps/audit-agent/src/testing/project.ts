import { execFileSync } from 'node:child_process';
import { mkdirSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { temporaryFolder } from './folder.ts';

/** By path, by line number, how often it ran. */
export type Hits = Readonly<Record<string, Readonly<Record<number, number>>>>;

const env = {
  ...process.env,
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_AUTHOR_NAME: 'Ada',
  GIT_AUTHOR_EMAIL: 'ada@example.org',
  GIT_COMMITTER_NAME: 'Ada',
  GIT_COMMITTER_EMAIL: 'ada@example.org',
};

/** A small project in a folder of its own, whose files are an hour old unless told otherwise. */
export function createProject(files: Readonly<Record<string, string>> = {}) {
  const root = temporaryFolder();
  const write = (path: string, content: string, ageMs = 3_600_000) => {
    const file = join(root, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, content);
    // The clock of the file system is a little behind.
    if (ageMs === 0) return;
    const at = new Date(Date.now() - ageMs);
    utimesSync(file, at, at);
  };
  const git = (...args: readonly string[]) =>
    execFileSync('git', ['-C', root, ...args], { env, encoding: 'utf8', stdio: 'pipe' }).trim();
  for (const [path, content] of Object.entries(files)) write(path, content);
  return {
    root,
    write,
    git,
    /** Commits everything, and returns the id. */
    commit(message: string): string {
      git('add', '--all');
      git('commit', '--quiet', '--allow-empty', '--message', message);
      return git('rev-parse', 'HEAD');
    },
  };
}

/** A report, in lcov. */
export function lcov(hits: Hits): string {
  return Object.entries(hits)
    .map(([path, lines]) => {
      const data = Object.entries(lines).map(([line, count]) => `DA:${line},${count}`);
      return ['TN:', `SF:${path}`, ...data, 'end_of_record', ''].join('\n');
    })
    .join('');
}

/** The same, in Istanbul's JSON. */
export function istanbul(root: string, hits: Hits): string {
  const entries = Object.entries(hits).map(([path, lines]) => {
    const numbers = Object.entries(lines);
    const at = (line: string) => ({ start: { line: Number(line), column: 0 }, end: { line: Number(line), column: 9 } });
    const file = join(root, path);
    return [
      file,
      {
        path: file,
        statementMap: Object.fromEntries(numbers.map(([line], index) => [index, at(line)])),
        s: Object.fromEntries(numbers.map(([, count], index) => [index, count])),
        fnMap: {},
        f: {},
        branchMap: {},
        b: {},
      },
    ];
  });
  return JSON.stringify(Object.fromEntries(entries));
}

/** JUnit XML with the cases of each file: how many seconds each took, and why it did not pass. */
export function junit(cases: Readonly<Record<string, number | (number | 'skipped' | 'failure')[]>>): string {
  const suites = Object.entries(cases).map(([file, ends]) => {
    const elements = [ends].flat().map((end) => {
      const [time, content] = typeof end === 'number' ? [end, ''] : [0, `<${end}/>`];
      return `<testcase classname="${file}" name="works" time="${time}">${content}</testcase>`;
    });
    return `<testsuite name="${file}">${elements.join('')}</testsuite>`;
  });
  return `<testsuites>${suites.join('')}</testsuites>`;
}
