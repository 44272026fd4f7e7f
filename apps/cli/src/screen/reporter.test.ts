import { expect, test } from 'vitest';
import { lineReporter } from './reporter.ts';

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
