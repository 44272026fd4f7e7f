import { expect, test } from 'vitest';
import { emptyAudit, exampleAudit } from '../testing/audit.ts';
import { summaryOf } from './summary.ts';

test('an audit in a line has its figures, reasons, faults and the place of its report, in this order', () => {
  expect(summaryOf({ audit: exampleAudit(), report: '/state/reports/a.html' })).toBe(
    'coverage 87.3 % (−1.3), 21 of 28 changed lines tested; 2 reasons, first: it is due at 00:00; 1 fault: ' +
      'coverage/lcov.info is older than src/cart.ts; run the tests again; report: /state/reports/a.html',
  );
  const faults = [{ type: 'coverage_command', message: 'run it by hand\nIt last printed:\nnoise' } as const];
  expect(summaryOf({ audit: { ...emptyAudit(), faults } })).toContain('1 fault: run it by hand; the report');
  const reasons = [{ trigger: 'manual', key: 'k', text: 'two\nlines', at: 0 } as const];
  expect(summaryOf({ audit: { ...emptyAudit(), reasons } })).toBe(
    'no coverage; reason: two\\nlines; the report could not be written',
  );
});
