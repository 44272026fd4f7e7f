import type { Audit, Comments, TrendPoint } from '../model.ts';

/** 27 November 2026, 00:10 UTC. */
const at = Date.UTC(2026, 10, 27, 0, 10);
const hour = 3_600_000;

/** An audit with something in every part. */
export function exampleAudit(parts: Partial<Audit> = {}): Audit {
  const source = 'istanbul, coverage/coverage-final.json';
  return {
    id: '20261127T001000-5f3a',
    root: '/projects/shop',
    reasons: [
      { trigger: 'scheduled', key: 'schedule:1', text: 'it is due at 00:00', at },
      { trigger: 'marker_detected', key: 'marker:1', text: 'docs/PHASE_2.md says that something is complete', at },
    ],
    startedAt: at,
    finishedAt: at + 2345,
    commit: '4f1c9a7e0b5d8c2f6a3e9d1b7c5f0a2e8d4b6c1f',
    branch: 'feature/discounts',
    dirty: true,
    previous: '20261126T231000-91c2',
    coverage: {
      lines: { value: { covered: 131, executable: 150 }, source },
      percent: (131 / 150) * 100,
      changePoints: -1.25,
      files: [
        { path: 'src/discount.ts', covered: 4, executable: 16 },
        { path: 'src/stock/reserve.ts', covered: 27, executable: 34 },
        { path: 'src/cart.ts', covered: 100, executable: 100 },
      ],
      moved: [
        {
          path: 'src/discount.ts',
          before: { covered: 12, executable: 14 },
          after: { covered: 4, executable: 16 },
        },
        { path: 'src/stock/reserve.ts', after: { covered: 27, executable: 34 } },
        { path: 'src/stock.ts', before: { covered: 30, executable: 30 } },
      ],
      commit: '4f1c9a7e0b5d8c2f6a3e9d1b7c5f0a2e8d4b6c1f',
      dirty: true,
    },
    patch: {
      against: 'origin/main',
      mergeBase: '9d1b7c5f0a2e8d4b6c1f4f1c9a7e0b5d8c2f6a3e',
      lines: { value: { covered: 21, executable: 28 }, source: 'git diff and istanbul, coverage/coverage-final.json' },
      uncovered: [
        { path: 'src/discount.ts', lines: [12, 13, 14, 21] },
        { path: 'src/stock/reserve.ts', lines: [7, 9, 10] },
      ],
      unmeasured: ['src/voucher.ts'],
    },
    tests: {
      value: {
        counts: { passed: 39, failed: 2, skipped: 1 },
        slowest: [
          { file: 'test/stock.test.ts', name: 'stock > waits for the warehouse', durationMs: 1840 },
          { file: 'test/cart.test.ts', name: 'cart > adds up', durationMs: 320 },
          { file: 'test/discount.test.ts', name: 'discount > never goes below zero', durationMs: 12 },
        ],
        flaky: [{ file: 'test/stock.test.ts', name: 'stock > waits for the warehouse', detail: '2 of 9 runs failed' }],
      },
      source: 'JUnit, coverage/junit.xml; TestWatcher',
    },
    commits: [
      { id: '4f1c9a7e0b5d8c2f6a3e9d1b7c5f0a2e8d4b6c1f', subject: 'Milestone: discounts', author: 'Ada', at: at - hour },
      { id: '0b5d8c2f6a3e9d1b7c5f0a2e8d4b6c1f4f1c9a7e', subject: 'Reserve stock', author: 'Grace', at: at - 2 * hour },
    ],
    faults: [{ type: 'coverage_stale', message: 'coverage/lcov.info is older than src/cart.ts; run the tests again' }],
    ...parts,
  };
}

/** An audit of a tree in which there was nothing to be found. */
export function emptyAudit(): Audit {
  return { id: 'empty', root: '/', reasons: [], startedAt: at, finishedAt: at, commits: [], faults: [] };
}

/** Text that tries everything: markup, attributes, tables, links, mentions, lines and the direction of writing. */
export const hostile = `<script>alert("1")</script>' | \`\`x\`\` \\| ](http://evil/) www.evil @everyone\n# h1\r\u202etxt.exe\u0000\u001b[31m</style>`;

/** The example with {@link hostile} wherever somebody else's text stands. */
export function hostileAudit(): Audit {
  const swap = (value: unknown): unknown => {
    if (typeof value === 'string') return hostile;
    if (Array.isArray(value)) return value.map(swap);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, swap(part)]));
  };
  return { ...(swap(exampleAudit()) as Audit), id: 'hostile' };
}

/** 5,000 files, each with uncovered lines, and as many of everything else. */
export function hugeAudit(): Audit {
  const { coverage, patch, ...rest } = exampleAudit({ id: 'huge' });
  const many = <T>(make: (index: number) => T): T[] => Array.from({ length: 5000 }, (_, index) => make(index));
  const path = (index: number) => `src/part-${index % 70}/module-${index}.ts`;
  if (coverage === undefined || patch === undefined) throw new Error('the example has both');
  return {
    ...rest,
    coverage: {
      ...coverage,
      files: many((index) => ({ path: path(index), covered: index, executable: 5000 })),
      moved: many((index) => ({ path: path(index), after: { covered: index, executable: 5000 } })),
    },
    patch: {
      ...patch,
      uncovered: many((index) => ({
        path: path(index),
        lines: Array.from({ length: 200 }, (_, line) => line * 2 + 1),
      })),
      unmeasured: many(path),
    },
    tests: {
      source: 'JUnit, junit.xml',
      value: {
        slowest: many((index) => ({ file: path(index), name: `case ${index}`, durationMs: 5000 - index })),
        flaky: many((index) => ({ file: path(index), name: `case ${index}`, detail: 'fails at times' })),
      },
    },
    commits: many((index) => ({ id: `${index}`.padStart(40, '0'), subject: `Step ${index}`, author: 'Ada', at })),
    reasons: many((index) => ({ trigger: 'marker_detected', key: `${index}`, text: `marker ${index}`, at })),
    faults: many((index) => ({ type: 'git', message: `fault ${index}` })),
  };
}

export const exampleComments: Comments = {
  model: 'deepseek-flash',
  text: 'Discounts lost most of their tests.\n\nLook at src/discount.ts:12 first.',
  doubts: ['src/gone.ts:4 does not exist'],
};

/** One point an hour, up to the example. */
export function exampleTrend(count = 24): TrendPoint[] {
  return Array.from({ length: count }, (_, index) => ({
    at: at - (count - 1 - index) * hour,
    percent: index === count - 1 ? (131 / 150) * 100 : 84 + ((index * 7) % 5) * 1.1,
    commit: '4f1c9a7e0b5d8c2f6a3e9d1b7c5f0a2e8d4b6c1f',
  }));
}
