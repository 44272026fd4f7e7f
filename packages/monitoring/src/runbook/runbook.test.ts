import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findBinaries } from '@switchgear/stack';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { queryFaults } from '../lint/queries.ts';
import { documented } from '../rules/documented.ts';
import { ruleFiles } from '../rules/files.ts';
import { committedSetup } from '../setup.ts';
import { runbookCommands } from './commands.ts';
import { runbook } from './runbook.ts';
import { runbookTexts } from './texts.ts';

const rules = ruleFiles(committedSetup);
const alerts = documented(rules);
const markdown = runbook(committedSetup, alerts);
const commands = runbookCommands(markdown);
const queries = [...new Set(commands.flatMap(({ command }) => /\?query=([^"]*)"$/.exec(command)?.[1] ?? []))];
const recorded = rules.flatMap(({ groups }) =>
  groups.flatMap((group) => group.rules.flatMap((rule) => ('record' in rule ? [rule.record] : []))),
);

/** The section of an alert, without its heading. */
function section(name: string, text = markdown): string {
  return text.split(`\n## ${name}\n`)[1]?.split('\n## ')[0] ?? '';
}

test.each(alerts)('$name has a section with everything in its place', ({ name }) => {
  const text = section(name);
  const headings = [...text.matchAll(/^### (.+)$/gm)].map(([, heading]) => heading);
  expect(headings).toEqual(['Meaning', 'Impact', 'Diagnosis', 'Mitigation', 'Escalation']);
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  expect(lines.length).toBeGreaterThan(12);
  expect(lines.length).toBeLessThan(42);
  expect(commands.some(({ alert, changes }) => alert === name && !changes)).toBe(true);
  expect(text).not.toMatch(/undefined|NaN|\[object/);
});

test('the contents name every alert once, below its severity, and link to its section', () => {
  const contents = section('Contents');
  const linked = [...contents.matchAll(/^- \[(\w+)\]\(#(\w+)\)/gm)].map(([, name = '', anchor]) => {
    expect(anchor).toBe(name.toLowerCase());
    return name;
  });
  expect(linked.toSorted()).toEqual(alerts.map(({ name }) => name).toSorted());
  expect(contents.indexOf('(#testwatcherdown)')).toBeLessThan(contents.indexOf('**warning**'));
});

test('every other section that a text points to is there', () => {
  const known = new Set(alerts.map(({ name }) => name));
  const named = markdown.matchAll(/\b(?:see|See|Follow|follow) ([A-Z][A-Za-z]+[a-z][A-Z]\w+)/g);
  for (const [, name = ''] of named) expect(known, name).toContain(name);
});

test('an alert without a text is refused by name, and no text is without its alert', () => {
  const names = [...runbookTexts(committedSetup.providers).keys()];
  expect(names.toSorted()).toEqual(alerts.map(({ name }) => name).toSorted());
  const [first] = alerts;
  if (first === undefined) throw new Error('there are no alerts');
  expect(() => runbook(committedSetup, [{ ...first, name: 'NobodyKnows' }])).toThrow(/NobodyKnows has no text/);
});

test('a provider of any name has the text of an API that is down', () => {
  const setup = { ...committedSetup, providers: [{ name: 'my-llm', displayName: 'My LLM' }] };
  const text = section('MyLLMAPIDown', runbook(setup, documented(ruleFiles(setup))));
  expect(text).toContain('calls to My LLM');
  expect(text).toContain('api="my-llm"');
});

test('contacts stand in every section, or where to set them', () => {
  expect(section('HighDiskUsage')).toContain('`contacts:` in switchgear.yaml');
  const text = runbook({ ...committedSetup, contacts: { primary: 'Ada, +44 20 7946 0000', second: '#ops' } }, alerts);
  expect(section('HighDiskUsage', text)).toContain('- primary: Ada, +44 20 7946 0000\n- second: #ops');
  expect(text).not.toContain('contacts:');
});

test.each([
  ['TestWatcherDown', 'within 5 min'],
  ['APISlowResponses', 'within 30 min'],
  ['APIRecovered', 'on the next business day'],
])('%s is to be answered %s', (name, time) => {
  expect(section(name).split('### Escalation')[1]).toContain(time);
});

describe('commands', () => {
  test('are one line that bash and PowerShell read alike', () => {
    for (const { command } of commands) {
      expect(command).toMatch(
        /^(?:npx switchgear [\w -]+|curl "http:\/\/localhost:9090\/api\/v1\/query\?query=[^"]+")$/,
      );
      expect(command).not.toMatch(/[$`'!\\()[\]{}]/);
    }
  });

  test('that change something are marked, and only those', () => {
    const changing = /^npx switchgear (?:restart|keys rotate|breakers (?:reset|override)|test-alerts)\b/;
    for (const { command, changes } of commands) expect(changes, command).toBe(changing.test(command));
    expect(commands.filter(({ changes }) => changes).length).toBeGreaterThan(20);
  });

  test('are shown with the query that they ask in plain text', () => {
    for (const query of queries) expect(markdown).toContain(`Asks \`${decodeURIComponent(query)}\`. `);
  });

  test.each(queries.map(decodeURIComponent))('ask what the platform emits: %s', (query) => {
    expect(queryFaults(query, { recorded })).toEqual([]);
  });

  test('are understood by a real Prometheus', async () => {
    const url = await startPrometheus();
    expect(queries.length).toBeGreaterThan(60);
    for (const query of queries) {
      const answer = await fetch(`${url}/api/v1/query?query=${query}`);
      expect(answer.status, decodeURIComponent(query)).toBe(200);
    }
  });
});

/** One without targets: it knows the language, and nothing else. */
async function startPrometheus(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'switchgear-test-'));
  writeFileSync(join(folder, 'prometheus.yml'), '');
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  const host = `127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
  probe.close();
  const { prometheus } = await findBinaries();
  const files = [`--config.file=${join(folder, 'prometheus.yml')}`, `--storage.tsdb.path=${join(folder, 'data')}`];
  const child = spawn(prometheus, [...files, `--web.listen-address=${host}`], { stdio: 'ignore' });
  onTestFinished(async () => {
    child.kill();
    if (child.exitCode === null) await once(child, 'exit');
    rmSync(folder, { recursive: true, force: true });
  });
  await vi.waitFor(async () => expect((await fetch(`http://${host}/-/ready`)).status).toBe(200), { timeout: 10_000 });
  return `http://${host}`;
}
