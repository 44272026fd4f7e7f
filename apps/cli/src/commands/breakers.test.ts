import { expect, test } from 'vitest';
import type { BreakerView } from '../clients/gateway.ts';
import { renderTable } from '../screen/table.ts';
import { breakerRow } from './breakers.ts';

const now = Date.parse('2026-03-10T12:00:00Z');
const closed: BreakerView = {
  key_id: 'deepseek-1',
  provider: 'deepseek',
  state: 'closed',
  mode: 'auto',
  failure_count: 2,
  success_count: 0,
  trips: 3,
  open_reason: null,
  open_until: null,
  next_probe_at: null,
  config: { failure_threshold: 5 },
};
const line = (view: BreakerView) => renderTable([breakerRow(view, now)], undefined, '')[0];

test('a closed breaker shows how near it is to its threshold', () => {
  expect(line(closed)).toBe('deepseek  deepseek-1  closed      2 of 5  3');
});

test('an open breaker shows why and when it is probed', () => {
  const open = { ...closed, state: 'open', open_reason: 'rate_limit', open_until: '2026-03-10T12:01:30Z' } as const;
  expect(line(open)).toContain('open  rate_limit  1 min 30 s');
});

test('a quarantined key shows when it is probed next', () => {
  const quarantined = {
    ...closed,
    state: 'open',
    open_reason: 'quarantine',
    next_probe_at: '2026-03-10T12:10:00Z',
  } as const;
  expect(line(quarantined)).toContain('open  quarantine  10 min');
});

test('a breaker held open by hand has no deadline, and one past its deadline waits for a request', () => {
  const open = { ...closed, state: 'open', open_reason: 'override' } as const;
  expect(line(open)).toContain('no deadline');
  expect(line({ ...open, open_until: '2026-03-10T11:59:59Z' })).toContain('next request');
});
