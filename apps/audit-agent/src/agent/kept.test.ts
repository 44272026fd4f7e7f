import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { createLogger } from '@switchgear/service';
import { createRegistry } from '@switchgear/telemetry';
import { afterEach, expect, test, vi } from 'vitest';
import { openAuditHistory } from '../history/open.ts';
import type { Intake } from '../intake/intake.ts';
import { createAuditMetrics } from '../metrics/metrics.ts';
import type { Reason } from '../model.ts';
import { emptyAudit } from '../testing/audit.ts';
import { temporaryFolder } from '../testing/folder.ts';
import { testIntake } from '../testing/intake.ts';
import { Agent } from './agent.ts';
import { withoutKept } from './kept.ts';

const reason = (key: string): Reason => ({ trigger: 'manual', key, text: key, at: 1 });

/** A history, and agents whose audits have no content but their reasons. */
function bench() {
  const reports = join(temporaryFolder(), 'reports');
  const history = openAuditHistory({ file: join(temporaryFolder(), 'audit.db') });
  const metrics = createAuditMetrics(createRegistry({ processMetrics: false }));
  const logger = createLogger({ name: 'test', level: 'silent' });
  const auditor = {
    root: '/',
    rules: {},
    options: { timeoutMs: 1, reports: [], junit: [] },
    history,
    reports,
    metrics,
    logger,
  };
  const audited: string[][] = [];
  const save = (id: string, ...reasons: readonly Reason[]) => {
    const audit = { ...emptyAudit(), id, reasons };
    history.save(audit);
    return audit;
  };
  const agentOf = (intake: Intake) =>
    new Agent({
      intake,
      withoutKept: (reasons) =>
        withoutKept(reasons, intake, { ...auditor, now: Date.now, testFacts: async () => undefined }),
      carryOut: async (reasons) => {
        audited.push(reasons.map(({ key }) => key));
        return { audit: save(`made-${audited.length}`, ...reasons) };
      },
      logger,
      onFault: () => {},
    });
  return { reports, audited, save, agentOf };
}

afterEach(() => {
  vi.useRealTimers();
});

test('an audit that was kept by a process which died over it is not made again, and gets its report', async () => {
  const { reports, audited, save, agentOf } = bench();
  const { open } = testIntake();
  const dying = open();
  dying.offer(reason('first'));
  save('kept', ...dying.take());
  save('by-hand', reason('of somebody else'));
  const intake = open();
  intake.offer(reason('second'));
  const agent = agentOf(intake);
  agent.start();
  await vi.waitFor(() => expect(intake.progressOf('second')).toEqual({ state: 'done', audit: 'made-1' }));
  await agent.stop();
  expect(audited).toEqual([['second']]);
  expect(intake.progressOf('first')).toEqual({ state: 'done', audit: 'kept' });
  expect(['kept', 'by-hand'].map((id) => existsSync(join(reports, `${id}.html`)))).toEqual([true, false]);
});

test('an audit whose end the intake could not write is not made again', async () => {
  vi.useFakeTimers();
  const { audited, agentOf } = bench();
  const intake = testIntake().open();
  const done = vi.spyOn(intake, 'done').mockImplementationOnce(() => {
    throw new Error('the disk is full');
  });
  const agent = agentOf(intake);
  agent.start();
  intake.offer(reason('first'));
  await vi.advanceTimersByTimeAsync(1);
  expect([done.mock.calls.length, intake.progressOf('first')]).toEqual([1, { state: 'running', text: 'first' }]);
  await vi.advanceTimersByTimeAsync(30_000);
  expect(intake.progressOf('first')).toEqual({ state: 'done', audit: 'made-1' });
  await agent.stop();
  expect(audited).toEqual([['first']]);
});
