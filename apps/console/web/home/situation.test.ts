import { describe, expect, it } from 'vitest';
import type { KeyCounts } from '../breakers/board.ts';
import type { Breaker } from '../breakers/breaker.ts';
import { breaker } from '../breakers/testing/breaker.ts';
import { clock } from '../time/duration.ts';
import type { Program } from './programs.ts';
import type { Requests } from './requests.ts';
import { type Picture, situationOf } from './situation.ts';

const now = Date.UTC(2026, 0, 1, 12);
const key = (n: number, fields: Partial<Breaker> = {}) => breaker({ keyId: `deepseek-${n}`, ...fields });
const open = (n: number, reason: string, seconds?: number) =>
  key(n, { state: 'open', reason, openUntil: seconds === undefined ? undefined : now + seconds * 1000 });
const counts = (fields: Partial<KeyCounts>) => ({ active: 0, resting: 0, quarantined: 0, backup: 0, ...fields });
const program = (name: string, fields: Partial<Program> = {}): Program => ({
  name,
  instances: 1,
  down: 0,
  since: now - 60_000,
  ...fields,
});

function picture(
  breakers: readonly Breaker[],
  fields: Partial<Picture> & { counts?: KeyCounts; asked?: Requests } = {},
) {
  const { counts: of, asked = { served: 149.2, refused: 0, failed: 0 }, ...rest } = fields;
  return {
    board: { breakers, counts: new Map(of && [['deepseek', of]]) },
    programs: [program('gateway'), program('prometheus')],
    requests: new Map([['deepseek', asked]]),
    firing: [],
    failingTests: 0,
    ...rest,
  };
}

/** All sentences, each statement a line, after its tone. */
const told = (...args: Parameters<typeof picture>) =>
  situationOf(picture(...args), now)
    .map(({ tone, what, callers, next }) => `${tone}: ${what} ${callers} ${next}`)
    .join('\n');

describe('all is well', () => {
  it('when all keys are closed and all requests were served', () => {
    expect(told([key(1), key(2)])).toBe(
      'good: All 2 keys are closed. Callers notice nothing: all 149 requests of the last 5 minutes were served. Nothing needs to be done.',
    );
  });

  it('but nothing is said of callers while there are none', () => {
    expect(told([key(1)], { asked: { served: 0.2, refused: 0, failed: 0 } })).toContain(
      'The only key is closed. No call has come in the last 5 minutes.',
    );
    expect(told([key(1), key(2)], { requests: undefined })).toContain('Whether callers are served is not known');
  });

  it('unless tests of the code base fail', () => {
    expect(told([key(1), key(2)], { failingTests: 1 })).toMatch(/^warning: .* See the code base: a test fails\.$/);
    expect(told([key(1), key(2)], { failingTests: 7, firing: ['A'] })).toMatch(
      /^warning: .* See what fires: A\. See the code base: 7 tests fail\.$/,
    );
    expect(told([key(1), key(2)], { failingTests: undefined })).toMatch(/^good: /);
  });

  it('unless alerts fire, which are named', () => {
    expect(told([key(1), key(2)], { firing: ['A', 'B', 'B', 'C', 'D'] })).toMatch(
      /^warning: .* See what fires: A, B, C and 1 more\.$/,
    );
  });
});

describe('a key in trouble, while others take the calls', () => {
  it('is named with its reason, and when it is tried again', () => {
    expect(told([key(1), open(2, 'rate_limit', 37.2), key(3)], { counts: counts({ active: 2 }) })).toBe(
      'warning: deepseek-2 is open (rate limit). Callers notice nothing: 2 other keys of deepseek take the calls. It is tried again in 38 s.',
    );
  });

  it('is told as such when its deadline is over', () => {
    expect(told([key(1), open(2, 'failures', -1)])).toContain('The next call tries it again');
  });

  it('is told as quarantined, with what to do', () => {
    expect(told([key(1), open(2, 'quarantine')])).toMatch(
      /deepseek-2 is quarantined: deepseek refuses it\. Callers notice nothing: 1 other key .* takes the calls\. Replace the key/,
    );
  });

  it('is told as held open, with the way back', () => {
    expect(told([key(1), open(2, 'override')])).toMatch(
      /held open by an override\. .* until somebody ends the override/,
    );
  });

  it('is told as being tried while half-open', () => {
    expect(told([key(1), key(2, { state: 'half_open' })])).toMatch(
      /^warning: deepseek-2 is half-open.*nothing: 1 key of deepseek takes the calls\. It closes when/,
    );
  });

  it('is about that key', () => {
    expect(situationOf(picture([key(1), open(2, 'failures', 5)]), now)[0].about).toEqual({
      provider: 'deepseek',
      key: 'deepseek-2',
    });
  });

  it('does not count backups that are kept back among the others', () => {
    const breakers = [key(1), open(2, 'failures', 5), key(3)];
    expect(told(breakers, { counts: counts({ active: 1, backup: 1 }) })).toContain('1 other key of deepseek takes');
  });

  it('is no harm to callers only if none was harmed', () => {
    const breakers = [key(1), open(2, 'failures', 60)];
    expect(told(breakers, { asked: { served: 288, refused: 2.1, failed: 9.5 } })).toContain(
      'Callers notice: 12 of 300 requests to deepseek failed in the last 5 minutes. Now 1 other key',
    );
    expect(told(breakers, { asked: { served: 0, refused: 0, failed: 0 } })).toContain('No caller has asked deepseek');
    expect(told(breakers, { requests: undefined })).toContain('Whether callers notice is not known. 1 other key');
  });
});

describe('several keys in trouble', () => {
  it('are named while they are few, and counted by reason when they are many', () => {
    const rest = [key(1), key(2)];
    expect(told([open(3, 'failures', 9), open(4, 'rate_limit', 5), ...rest])).toMatch(
      /deepseek-3 and deepseek-4 are open \(failures: 1, rate limit: 1\)\. .* The first of them is tried again in 5 s\./,
    );
    const many = [3, 4, 5, 6].map((n) => open(n, 'failures', 9));
    expect(told([...many, ...rest])).toContain('4 of 6 keys of deepseek are open (failures).');
  });

  it('that are all keys of a provider have callers refused until the first is tried', () => {
    const breakers = [open(1, 'rate_limit', 60), open(2, 'rate_limit', 30)];
    expect(told(breakers, { counts: counts({ resting: 2 }) })).toBe(
      `critical: All 2 keys of deepseek are open (rate limit). Callers notice: calls to deepseek are refused until ${clock(now + 30_000, now)}, and told to come back then. The first of them is tried again in 30 s.`,
    );
  });

  it('that are all quarantined have callers refused for as long as that', () => {
    expect(told([open(1, 'quarantine')])).toMatch(
      /^critical: deepseek-1, the only key of deepseek, is quarantined.*refused until one of its keys works again/,
    );
  });

  it('of which one is half-open let only probes through', () => {
    expect(told([open(1, 'failures', 9), key(2, { state: 'half_open' })])).toContain('only probes get through');
  });
});

it('requests that failed are told though no key is open', () => {
  expect(told([key(1)], { asked: { served: 8, refused: 2, failed: 0 } })).toContain(
    'none of its keys is open now. Callers notice: 2 of 10 requests to deepseek were refused in the last 5 minutes. Now 1 key',
  );
});

describe('what is down', () => {
  it('is the gateway first of all, and then nothing is said of keys', () => {
    const programs = [program('gateway', { down: 1 }), program('recovery', { down: 1, since: undefined })];
    const lines = told([], { programs }).split('\n');
    expect(lines).toHaveLength(2);
    expect(lines[0]).toMatch(/^critical: The gateway is down since .* \(1 min\)\. Callers notice: nobody answers them/);
    expect(lines[1]).toMatch(/^warning: recovery is down\. Callers do not notice/);
  });

  it('is one of several gateways, while the others go on', () => {
    const programs = [program('gateway', { instances: 3, down: 1 })];
    expect(told([key(1)], { programs })).toMatch(/^warning: 1 of 3 instances of gateway are down.*$/);
  });

  it('is Prometheus, and then nothing is known', () => {
    const [first, ...rest] = situationOf(picture([], { board: undefined, programs: undefined }), now);
    expect(first).toMatchObject({ tone: 'unknown', what: 'Nothing is known: Prometheus does not answer.' });
    expect(rest).toEqual([]);
  });

  it('is Alertmanager, told once', () => {
    const programs = [program('gateway'), program('alertmanager', { down: 1 })];
    expect(told([key(1)], { programs, firing: undefined })).toMatch(/^warning: Alertmanager does not answer.*$/);
  });

  it('is only a query, and then the rest is told', () => {
    const programs = [program('recovery', { down: 1 })];
    expect(told([], { board: undefined, programs })).toMatch(
      /^unknown: The state of the keys is not known.*\nwarning: recovery/,
    );
  });

  it('may be nothing, with no key known yet', () => {
    expect(told([])).toMatch(/^unknown: No key is known/);
  });
});
