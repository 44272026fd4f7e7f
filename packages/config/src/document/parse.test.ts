import { describe, expect, it } from 'vitest';
import { parseYaml } from './parse.ts';

describe('parseYaml', () => {
  it('finds values and keys by line and column', () => {
    const file = parseYaml('gateway:\n  port: 1\nproviders:\n  - name: a\n    kind: b\n');
    expect(file.locate(['gateway', 'port'])).toEqual({ line: 2, column: 9 });
    expect(file.locate(['providers', 0, 'kind'])).toEqual({ line: 5, column: 11 });
    expect(file.locateKey(['providers', 0], 'kind')).toEqual({ line: 5, column: 5 });
  });

  it('places what is missing at its nearest parent', () => {
    const file = parseYaml('providers:\n  - name: a\n');
    expect(file.locate(['providers', 0, 'kind'])).toEqual({ line: 2, column: 5 });
  });

  it('reads a section without content as none, and an empty file as no settings', () => {
    expect(parseYaml('gateway:\n  # port: 1\nbreaker: {}\n').value).toEqual({ breaker: {} });
    expect(parseYaml('# nothing\n').value).toEqual({});
  });

  it.each([
    ['an open quote', 'a: "b\n', 1, 'a character is missing'],
    ['a tab', 'a:\n\tb: 1\n', 2, 'a tab is used for indentation'],
    ['a key given twice', 'a: 1\nb: 2\na: 3\n', 3, 'this key stands twice'],
    ['two documents', 'a: 1\n---\nb: 1\n', 2, 'more than one document'],
    ['an unknown alias', 'a: *nothing\n', undefined, 'aliases are unresolved'],
  ])('reports %s with its line', (_what, text, line, message) => {
    const [fault] = parseYaml(text).faults;
    expect(fault?.message).toContain(message);
    if (line !== undefined) expect(fault?.line).toBeGreaterThanOrEqual(line);
  });

  it('refuses aliases that multiply', () => {
    const levels = Array.from({ length: 9 }, (_, i) => `l${i + 1}: &l${i + 1} [${`*l${i},`.repeat(9)}]`);
    const { faults } = parseYaml(['l0: &l0 x', ...levels].join('\n'));
    expect(faults[0]?.message).toContain('nested too deeply');
  });

  it('does not repeat the text of the file', () => {
    const texts = [
      'k: !sk-planted x\n',
      '"sk-planted\n',
      'a: sk-planted: b\n',
      'a: *sk-planted\n',
      '%sk-planted\n---\n',
    ];
    for (const text of texts) expect(JSON.stringify(parseYaml(text).faults)).not.toContain('planted');
  });
});
