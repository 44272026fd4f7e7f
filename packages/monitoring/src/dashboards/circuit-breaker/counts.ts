import { metric } from '../../promql/metric.ts';
import { thresholds as at } from '../../thresholds.ts';
import { severityColour } from '../house/colours.ts';
import { limitSeries, timeSeries } from '../house/panels.ts';
import { series } from '../house/queries.ts';
import { mostKeys, ofKeys, worstKeys } from './selection.ts';

const lowestThreshold = `min(${metric('circuit_breaker_failure_threshold', ofKeys)})`;

export const failureCount = () => {
  const panel = timeSeries(
    {
      title: 'Failure Count by Key',
      shows: `Failures that count towards the next trip of each key; of more than ${mostKeys} keys, the highest.`,
      normal: `0; a success takes them back. The alert is due at ${at.failureCountShare * 100} % of a key's own threshold; the lines show the lowest of them.`,
      unit: 'short',
    },
    series(worstKeys(metric('circuit_breaker_failure_count', ofKeys)), '{{provider}} {{key_id}}'),
    series(`${at.failureCountShare} * ${lowestThreshold}`, 'alert at'),
    series(lowestThreshold, 'trips at'),
  );
  return limitSeries(limitSeries(panel, 'alert at', severityColour.warning), 'trips at', severityColour.critical);
};

export const halfOpenSuccesses = () =>
  timeSeries(
    {
      title: 'Success Count in half-open',
      shows: `Probes of half-open keys that have succeeded so far. Of more than ${mostKeys} keys, the highest.`,
      normal: '0, with a short peak whenever a key recovers; often shorter than the interval of the scrapes.',
      unit: 'short',
    },
    series(worstKeys(metric('circuit_breaker_success_count', ofKeys)), '{{provider}} {{key_id}}'),
  );
