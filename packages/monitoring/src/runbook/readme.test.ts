import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { committedFiles } from '../committed.ts';
import { queryFaults } from '../lint/queries.ts';
import { alertRules } from '../rules/documented.ts';
import { ruleFiles } from '../rules/files.ts';
import { committedSetup } from '../setup.ts';
import { documentedCommands } from './commands.ts';

const root = join(import.meta.dirname, '..', '..', '..', '..');
const markdown = readFileSync(join(root, 'monitoring', 'README.md'), 'utf8');
const commands = documentedCommands(markdown);
const lines = commands.flatMap(({ command }) => command.split('\n'));
const committed = committedFiles();
const rules = ruleFiles(committedSetup);

const blocks = (language: string) =>
  [...markdown.matchAll(new RegExp(`^ *\`\`\`${language}\\n([^]*?)^ *\`\`\`$`, 'gm'))].map(([, text = '']) => text);
const committedText = (path: string) => committed.find((file) => file.path === `monitoring/${path}`)?.text ?? '';

test('every command is run by a test, or says what it needs', () => {
  expect(new Set(commands.map(({ kind }) => kind))).toEqual(new Set(['test', 'docker', 'slack', 'long']));
  expect(markdown).not.toMatch(/^ *```(?:bash|powershell)$/m);
});

test('scripts and commands that it names exist', () => {
  const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { scripts: object };
  const names = (pattern: RegExp) => [...new Set([...markdown.matchAll(pattern)].map(([, name = '']) => name))];
  for (const name of names(/npm (?:run )?([a-z][\w-]*)/g)) expect(Object.keys(scripts)).toContain(name);
  const sources = join(root, 'apps', 'cli', 'src', 'commands');
  for (const name of names(/npx switchgear ([\w-]+)/g))
    expect(existsSync(join(sources, `${name}.ts`)), name).toBe(true);
});

test('docker-compose is asked for what it has', () => {
  const { services } = parse(committedText('docker-compose.yml')) as { services: object };
  for (const line of lines.filter((it) => it.startsWith('docker-compose'))) {
    const [, verb = '', rest = ''] = /^docker-compose (?:-f \S+ )?(\w+) ?(.*)$/.exec(line) ?? [];
    expect(['up', 'ps', 'logs', 'exec', 'down'], line).toContain(verb);
    const service = rest.split(' ').find((word) => /^\w/.test(word));
    if (service !== undefined) expect(Object.keys(services), line).toContain(service);
  }
});

test.each(blocks('promql'))('the query example asks what is there: %s', (query) => {
  expect(queryFaults(query)).toEqual([]);
});

test('links lead to files of this repository', () => {
  const known = new Set(committed.map(({ path }) => path));
  for (const [, target = ''] of markdown.matchAll(/\]\((?!https?:)([^)#]+)[^)]*\)/g)) {
    const path = join('monitoring', target).replaceAll('\\', '/');
    expect(known.has(path) || existsSync(join(root, path)), target).toBe(true);
  }
});

test('settings that it shows are those of the files', () => {
  const [prometheus, datasource, dashboards] = blocks('yaml').map((text) => parse(text));
  expect(parse(committedText('prometheus/prometheus.yml'))).toMatchObject({
    ...prometheus,
    scrape_configs: [expect.objectContaining(prometheus.scrape_configs[0]), expect.anything(), expect.anything()],
  });
  expect(parse(committedText('grafana/provisioning/datasources/prometheus.yml'))).toMatchObject(datasource);
  expect(parse(committedText('grafana/provisioning/dashboards/dashboards.yml'))).toMatchObject(dashboards);
});

test('every alert stands in the row and column where it belongs', () => {
  const rows = markdown.split('\n').map((line) => line.split('|').map((cell) => cell.trim()));
  const listed = (column: number) =>
    rows.flatMap((row) => (row[column] ?? '').split(', ').filter((name) => /^[A-Z]\w+[A-Z]\w+$/.test(name)));
  const first = new Map(
    alertRules(rules)
      .toReversed()
      .map(({ rule }) => [rule.alert, rule.labels['severity']]),
  );
  for (const [index, severity] of ['critical', 'warning', 'info'].entries()) {
    const expected = [...first].filter(([, own]) => own === severity).map(([name]) => name);
    expect(listed(index + 2).toSorted()).toEqual(expected.toSorted());
  }
});

test('the number of rules in each file is right', () => {
  for (const [, file = '', count] of markdown.matchAll(/^\| `([\w/]+\.yml)` \| (\d+)/gm)) {
    expect(
      alertRules(rules).filter((rule) => rule.file === file),
      file,
    ).toHaveLength(Number(count));
  }
});

test('dashboards and panels have the names that it says', () => {
  const uids = [...markdown.matchAll(/localhost:3000\/d\/([\w-]+)/g)].map(([, uid = '']) => uid);
  expect(uids).toHaveLength(5);
  for (const uid of uids) {
    const text = committedText(`grafana/dashboards/${uid}.json`);
    const { title } = JSON.parse(text) as { title: string };
    const list = markdown.split(`- **${title}**: `)[1]?.split(/\n-|\n\n/)[0] ?? '';
    for (const panel of list.replaceAll(/\s+/g, ' ').split(', ')) expect(text, uid).toContain(`"title": "${panel}`);
  }
});
