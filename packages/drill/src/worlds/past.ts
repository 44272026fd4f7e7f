import type { LabelSet } from '../rules/expectation.ts';
import { seriesName } from '../series/history.ts';
import { append, of, type Series, targets } from './series.ts';
import { interval, lately, length } from './time.ts';

/** What Prometheus itself has noted of an alert that fired until so many minutes ago. */
export function fired(alertname: string, labels: LabelSet, minutesAgo: number): Series {
  const samples = (minutesAgo * 60) / interval;
  const state = { alertname, alertstate: 'firing' };
  return { [seriesName('ALERTS', { ...labels, ...state })]: `1x${length - samples - 1} _x${samples}` };
}

/** The same platform, whose test-watcher was started anew so many minutes ago. */
export function restarted(platform: Series, now: number, minutesAgo: number): Series {
  const samples = (minutesAgo * 60) / interval;
  return {
    ...append(platform, /^test_watcher_.*_(?:total|bucket|count|sum)\{/, `0x${samples - 1}`),
    [of(targets.testWatcher, 'process_start_time_seconds')]: lately(
      minutesAgo,
      now - minutesAgo * 60 - 10,
      now - 700_000,
    ),
  };
}
