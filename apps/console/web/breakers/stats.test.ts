import { expect, it } from 'vitest';
import type { BreakerView } from '../api/gateway.ts';
import { readView } from './stats.ts';

const view: BreakerView = {
  key_id: 'deepseek-2',
  provider: 'deepseek',
  state: 'open',
  mode: 'auto',
  failure_count: 5,
  success_count: 0,
  trips: 1,
  calls: { success: 1, failure: 5, slow: 0, ignored: 0, rejected: 0 },
  open_reason: 'failures',
  open_until: '2026-01-01T00:01:00.000Z',
  next_probe_at: '2026-01-01T00:01:30.000Z',
  config: { failure_threshold: 5, success_threshold: 2, timeout_seconds: 60, half_open_max_calls: 3 },
  transitions: [],
};

it('times of the gateway are moments, and what has none is undefined', () => {
  expect(readView(view)).toMatchObject({
    openUntil: Date.UTC(2026, 0, 1, 0, 1),
    threshold: 5,
    told: { nextProbeAt: Date.UTC(2026, 0, 1, 0, 1, 30) },
  });
  const closed = readView({ ...view, state: 'closed', open_reason: null, open_until: null, next_probe_at: null });
  expect(closed).toMatchObject({ reason: undefined, openUntil: undefined, told: { nextProbeAt: undefined } });
});
