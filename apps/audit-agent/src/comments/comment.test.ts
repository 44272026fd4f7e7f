import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { ask, createBudget, createScrubber, sqliteStore, storeSchema } from '@switchgear/llm';
import { completion, plantedSecrets, refusal, type ScriptedGateway, startGateway } from '@switchgear/llm/testing';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Audit } from '../model.ts';
import { type CommentOptions, comment } from './comment.ts';

let root: string;
let gateway: ScriptedGateway;
beforeEach(async () => {
  root = mkdtempSync(join(tmpdir(), 'switchgear-comments-'));
  mkdirSync(join(root, 'src'));
  writeFileSync(join(root, 'src/cart.ts'), 'one\ntwo\n');
  gateway = await startGateway();
});
afterEach(async () => {
  await gateway.stop();
  rmSync(root, { recursive: true });
});

const [secret] = plantedSecrets(1);

/** An audit with texts in every place that holds texts. */
function audit(): Audit {
  const private_ = `PRIVATE ${secret?.text}`;
  const lines = { value: { covered: 40, executable: 50 }, source: private_ };
  const files = Array.from({ length: 30 }, (_, at) => ({ path: `src/file-${at}.ts`, covered: 1, executable: 9 }));
  return {
    id: 'a',
    root,
    reasons: [{ trigger: 'manual', key: 'k', text: private_, at: 0 }],
    startedAt: 0,
    finishedAt: 1,
    commit: 'abc1234',
    coverage: { lines, percent: 80, changePoints: -2.5, files },
    patch: {
      against: 'main',
      mergeBase: 'abc',
      lines,
      uncovered: [{ path: `src/of ${secret?.text}.ts`, lines: [3, 4] }],
      unmeasured: ['src/new.ts'],
    },
    tests: {
      source: private_,
      value: {
        slowest: [{ file: 'src/slow.test.ts', name: private_, durationMs: 1234 }],
        flaky: [{ file: 'src/flaky.test.ts', name: private_, detail: private_ }],
      },
    },
    commits: [{ id: 'abc1234', subject: private_, author: private_, at: 0 }],
    faults: [{ type: 'coverage_stale', message: private_ }],
  };
}

async function commented(more: Partial<CommentOptions> & { readonly tokensPerDay?: number } = {}) {
  const database = new DatabaseSync(':memory:');
  database.exec(storeSchema);
  const budget = createBudget(sqliteStore(database), { tokensPerDay: more.tokensPerDay ?? 100_000, now: () => 0 });
  const notes: string[] = [];
  const result = await comment(audit(), {
    ask: (question) => ask({ gateway: gateway.url, timeoutMs: 10_000, ...question }),
    scrubber: createScrubber(),
    budget,
    model: 'deepseek-flash',
    onNote: (text) => notes.push(text),
    ...more,
  });
  return { result, notes, left: budget.left() };
}

it('comments are text with the model and what they name that does not exist', async () => {
  gateway.respond = (response) => completion(response, 'Look at src/cart.ts:2\u001b[2J, src/cart.ts:9 and src/tax.ts.');
  expect(await commented()).toMatchObject({
    result: {
      model: 'deepseek-flash',
      text: 'Look at src/cart.ts:2, src/cart.ts:9 and src/tax.ts.',
      doubts: ['src/cart.ts:9', 'src/tax.ts'],
    },
    left: 99_900,
  });
});

it('the question holds numbers and paths, and neither messages nor names nor secrets', async () => {
  await commented();
  const [system, user] = JSON.parse(gateway.asked[0]?.body ?? '').messages;
  expect(system.content).toContain('"unknown" instead of guessing');
  expect(JSON.parse(user.content)).toEqual({
    triggers: ['manual'],
    coverage: {
      percent: 80,
      change_points: -2.5,
      lines: { covered: 40, executable: 50 },
      worst_files: audit().coverage?.files.slice(0, 20),
    },
    changed_lines: {
      covered: 40,
      executable: 50,
      never_run: [{ path: 'src/of [removed].ts', lines: [3, 4] }],
      not_measured: ['src/new.ts'],
    },
    slowest_tests: [{ file: 'src/slow.test.ts', duration_ms: 1234 }],
    flaky_tests: ['src/flaky.test.ts'],
    commits_since_last_audit: 1,
    faults: ['coverage_stale'],
  });
  expect(user.content).not.toContain('PRIVATE');
});

it('without an answer there is a fault that says why, and the budget is whole', async () => {
  gateway.respond = (response) => refusal(response, 503, 'no_key_available');
  expect(await commented()).toMatchObject({
    result: {
      type: 'comments',
      message: 'The report has no comments: deepseek-flash: the gateway answered 503 (no_key_available: not now).',
    },
    left: 100_000,
  });
});

it('without tokens nothing is asked, which is noted and no fault', async () => {
  expect(await commented({ tokensPerDay: 100 })).toEqual({
    result: undefined,
    notes: [expect.stringContaining('daily_tokens')],
    left: 100,
  });
  expect(gateway.asked).toEqual([]);
});

it('whatever goes wrong is a fault', async () => {
  const scrubber = {
    scrub() {
      throw new Error('no memory');
    },
  };
  expect((await commented({ scrubber })).result).toEqual({
    type: 'comments',
    message: 'The report has no comments: no memory.',
  });
});
