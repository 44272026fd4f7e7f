import { expect, test } from 'vitest';
import { detectRunner } from './detect.ts';
import { Project } from './testing/project.ts';

test.each([
  ['vitest', { 'package.json': '{"devDependencies":{"vitest":"^5.0.0"}}' }],
  ['vitest', { 'vitest.config.mts': '' }],
  ['pytest', { 'pytest.ini': '' }],
  ['pytest', { 'pyproject.toml': '[tool.pytest.ini_options]\n' }],
  ['pytest', { 'tests/unit/test_cart.py': '' }],
  ['pytest', { 'package.json': '{}', 'conftest.py': '' }],
] as const)('is %s by %j', (kind, files) => {
  using project = new Project(files);
  expect(detectRunner(project.root)).toBe(kind);
});

test('says what to do where nothing fits', () => {
  using project = new Project({ 'package.json': '{}', 'main.py': '' });
  expect(() => detectRunner(project.root)).toThrow(/Set test_watcher\.command in switchgear\.yaml/);
});
