import { describe, expect, test } from 'vitest';
import { ruleFiles } from '../rules/files.ts';
import { committedSetup } from '../setup.ts';
import { thresholds as at } from '../thresholds.ts';
import { severityColour } from './house/colours.ts';
import { panelsOf, readDashboards } from './testing/read.ts';

const rules = ruleFiles(committedSetup).flatMap(({ groups }) =>
  groups.flatMap(({ rules }) => rules.flatMap((rule) => ('alert' in rule ? [rule] : []))),
);
const panels = readDashboards(committedSetup).flatMap((board) =>
  panelsOf(board).map((panel) => ({ ...panel, name: `${board.uid}: ${panel.title}` })),
);
const stepsOf = (name: string) => panels.find((panel) => panel.name === name)?.fieldConfig?.defaults.thresholds?.steps;

type Alerts = Readonly<Record<string, number>>;

/** Panels with limits, and the alerts whose limits these are, from the lowest to the highest. */
const limits: Readonly<Record<string, Alerts>> = {
  'system-health: CPU Usage': { ElevatedCPUUsage: at.cpuElevatedPercent, HighCPUUsage: at.cpuCriticalPercent },
  'system-health: Memory Usage': {
    ElevatedMemoryUsage: at.memoryElevatedPercent,
    HighMemoryUsage: at.memoryCriticalPercent,
  },
  'system-health: Disk Usage': { HighDiskUsage: at.diskPercent },
  'system-health: Process Memory Usage': { MemoryLeakDetected: at.leakFloorBytes },
  'system-health: CPU Usage Rate': { ProcessHighCPU: at.processCores },
  'test-watcher-performance: Files in Queue': { TestWatcherQueueBacklog: at.watcherQueue },
  'test-watcher-performance: Error Rate': { TestWatcherHighErrorRate: at.watcherErrorShare },
  'test-watcher-performance: Test Execution Duration Percentiles': { TestWatcherSlowTests: at.watcherRunSeconds },
  'test-watcher-performance: Memory Usage': { TestWatcherHighMemory: at.watcherMemoryBytes },
  'audit-agent-metrics: Time since Last Audit': { AuditAgentNoRecentRuns: at.auditSilenceSeconds },
  'audit-agent-metrics: Audit Run Duration Percentiles': { AuditAgentSlowRuns: at.auditRunSeconds },
  'audit-agent-metrics: Error Rate by Type': { AuditAgentHighErrors: at.auditErrorsPerSecond },
  'api-metrics: API Response Time': {
    APISlowResponses: at.apiSlowSeconds,
    DeepSeekSlowResponses: at.deepseekSlowSeconds,
  },
  'api-metrics: API Error Share': { APIHighErrorRate: at.apiErrorShare },
  'api-metrics: Failed Requests': { GatewayErrorBudgetBurn: at.errorBudget },
  'api-metrics: Slow Requests': { GatewayLatencyBudgetBurn: at.latencyBudget },
  'api-metrics: Rate Limit Rate': { APIRateLimitExceeded: at.rateLimitsPerSecond },
  'circuit-breaker: Share of Keys Open': { MajorityKeysCircuitBreakerOpen: at.openKeysShare },
  'circuit-breaker: Trips by Key': { CircuitBreakerFlapping: at.flappingTrips },
  'circuit-breaker: Time Open by Provider': { CircuitBreakerExcessiveDowntime: at.downtimeSeconds },
};

/** The same where low values are the bad ones. */
const floors: Readonly<Record<string, Alerts>> = {
  'test-watcher-performance: Pass Rate': { TestWatcherLowPassRate: at.watcherPassShare },
  'audit-agent-metrics: Test Coverage': {
    TestCoverageDrop: at.coverageCriticalPercent,
    TestCoverageLow: at.coverageLowPercent,
  },
  'audit-agent-metrics: Coverage Trend': {
    TestCoverageDrop: at.coverageCriticalPercent,
    TestCoverageLow: at.coverageLowPercent,
  },
  'api-metrics: Rate Limit Quota Left': { APIRateLimitApproaching: at.quotaLeftShare },
};

/** The colour of the mildest rule of that name; burn rates have two. */
function colourOf(alert: string): string {
  const severities = rules.filter((rule) => rule.alert === alert).map(({ labels }) => labels['severity']);
  return severityColour[severities.includes('warning') ? 'warning' : 'critical'];
}

test('a severity has the colour that people know', () => {
  expect(severityColour).toMatchObject({ critical: 'red', warning: 'yellow', info: 'blue' });
});

test.each(Object.entries(limits))('%s changes its colour where its alerts are due, and to theirs', (name, alerts) => {
  expect(stepsOf(name)).toEqual([
    { value: null, color: 'green' },
    ...Object.entries(alerts).map(([alert, value]) => ({ value, color: colourOf(alert) })),
  ]);
});

test.each(Object.entries(floors))('%s is green from the highest limit of its alerts on', (name, alerts) => {
  const colours = [...Object.keys(alerts).map(colourOf), 'green'];
  expect(stepsOf(name)).toEqual(
    [null, ...Object.values(alerts)].map((value, index) => ({ value, color: colours[index] })),
  );
});

describe('limits', () => {
  test.each(Object.values({ ...limits, ...floors }).flatMap((alerts) => Object.entries(alerts)))(
    'the rule %s says %d as well',
    (alert, value) => {
      const exprs = rules.filter((rule) => rule.alert === alert).map(({ expr }) => expr);
      expect(
        exprs.some((expr) => new RegExp(`[<>]=? ${value}(?![.\\d])|\\* ${value} |\\+ ${value}(?![.\\d])`).test(expr)),
      ).toBe(true);
    },
  );

  test('no panel has limits beside those of alerts', () => {
    const withLimits = panels.filter(({ fieldConfig }) => (fieldConfig?.defaults.thresholds?.steps.length ?? 0) > 1);
    expect(withLimits.map(({ name }) => name).sort()).toEqual(Object.keys({ ...limits, ...floors }).sort());
  });

  test('the limit of a breaker is its own threshold, drawn as lines', () => {
    const panel = panels.find(({ title }) => title === 'Failure Count by Key');
    const exprs = panel?.targets?.map((target) => target['expr']);
    expect(exprs?.[1]).toBe(`${at.failureCountShare} * ${exprs?.[2]}`);
    expect(exprs?.[2]).toContain('circuit_breaker_failure_threshold');
  });
});
