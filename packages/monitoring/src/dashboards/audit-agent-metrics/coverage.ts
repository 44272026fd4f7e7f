import { metric } from '../../promql/metric.ts';
import { thresholds as at } from '../../thresholds.ts';
import { falling } from '../house/colours.ts';
import { dial, timeSeries, withLimits } from '../house/panels.ts';
import { highest, latest, series } from '../house/queries.ts';

const coverage = highest(metric('audit_agent_coverage_percent'));
const limits = () => falling(['critical', at.coverageCriticalPercent], ['warning', at.coverageLowPercent]);
const empty = 'until the first audit has finished.';

export const testCoverage = () =>
  dial(
    {
      title: 'Test Coverage',
      shows: 'Coverage as the last finished audit found it.',
      normal: `above ${at.coverageLowPercent} %; above ${at.coverageGoodPercent} % is good.`,
      empty,
      unit: 'percent',
    },
    latest(coverage, 'coverage'),
  )
    .decimals(2)
    .thresholds(limits());

export const coverageTrend = () =>
  withLimits(
    timeSeries(
      {
        title: 'Coverage Trend',
        shows: 'The course of test coverage, with a step at each audit.',
        normal: `above ${at.coverageLowPercent} %. Below ${at.coverageCriticalPercent} %, a drop of ${at.coverageStepPoints} points within an hour is critical.`,
        empty,
        unit: 'percent',
      },
      series(coverage, 'coverage'),
    ).max(100),
    limits(),
  );
