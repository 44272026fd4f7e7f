import { PassThrough } from 'node:stream';
import { expect, test, vi } from 'vitest';
import { createReporter, lineReporter } from './reporter.ts';

function reported(...events: Parameters<ReturnType<typeof lineReporter>['event']>[0][]): string[] {
  const lines: string[] = [];
  const reporter = lineReporter({
    write: (text: string | Uint8Array) => {
      lines.push(String(text));
      return true;
    },
  });
  for (const event of events) reporter.event(event);
  return lines;
}

test('a download is one line, however often its progress is told', () => {
  const progress = (receivedBytes: number) =>
    ({ type: 'binaries', progress: { step: 'download', receivedBytes, totalBytes: 30e6 } }) as const;
  expect(reported(progress(0), progress(10e6), progress(30e6))).toEqual([
    'Prometheus and Alertmanager: downloading 30 MB, once\n',
  ]);
});

test('what happens after the start gets a line of its own', () => {
  expect(
    reported(
      { type: 'ready', name: 'gateway', afterMs: 812 },
      { type: 'ended', name: 'gateway', how: 'signal SIGKILL', pauseMs: 100 },
      { type: 'recovered', name: 'gateway' },
    ),
  ).toEqual([
    'gateway: ready after 0.8 s\n',
    'gateway ended (signal SIGKILL); it is started again in 0.1 s\n',
    'gateway is ready again\n',
  ]);
});

/** What a terminal of this width shows of what was written. */
function screenOf(columns: number, output: string): string[] {
  const lines = [''];
  let row = 0;
  for (const [index, piece] of output.split('\u001b[').entries()) {
    const [, code = '', text = piece] = (index > 0 && /^(\d*[A-Za-z])([\s\S]*)$/.exec(piece)) || [];
    if (code.endsWith('A')) row -= Number.parseInt(code, 10);
    if (code === 'J') lines.splice(row, lines.length, '');
    for (const character of text.replaceAll('\r', '')) {
      if (character === '\n' || lines[row]?.length === columns) row += 1;
      lines[row] = (lines[row] ?? '') + character.trim().padEnd(character === '\n' ? 0 : 1);
    }
  }
  return lines;
}

test('a terminal shows the list once, in its last state, and what happens meanwhile above it', () => {
  vi.stubEnv('TERM', 'xterm').stubEnv('CI', undefined);
  const stream = Object.assign(new PassThrough({ encoding: 'utf8' }), { isTTY: true, columns: 60, rows: 24 });
  const reporter = createReporter(stream as unknown as NodeJS.WriteStream);
  const progress = (receivedBytes: number) =>
    ({ type: 'binaries', progress: { step: 'download', receivedBytes, totalBytes: 30e6 } }) as const;
  reporter.event({ type: 'starting', name: 'gateway' });
  reporter.event(progress(10e6));
  reporter.event({ type: 'ended', name: 'gateway', how: 'signal SIGKILL', pauseMs: 100 });
  reporter.event(progress(20e6));
  vi.unstubAllEnvs();
  expect(screenOf(60, String(stream.read()))).toEqual([
    'gateway ended (signal SIGKILL); it is started again in 0.1 s',
    '  wait  gateway                      starting',
    '  wait  Prometheus and Alertmanager  downloading 30 MB, onc',
    '',
  ]);
});
