import { findRepository, LineSet } from '@switchgear/worktree';
import { expect, it } from 'vitest';
import { createProject } from '../testing/project.ts';
import { patchSection } from './patch-section.ts';

it('does not miss coverage of what is ignored and of what has nothing to run, but of all other code', async () => {
  const { root, git, commit, write } = createProject({ 'src/a.ts': '1\n' });
  git('init', '--quiet', '--initial-branch=main');
  commit('Start');
  write('scripts/deploy.ts', 'deploy();\n');
  write('src/types.ts', "// Shapes.\nimport type { B } from './b.ts';\nexport interface A {\n  b: B; /* b */\n}\n");
  const code = {
    enum: 'export enum A { B }\n',
    import: "import './a.ts';\n",
    text: "'/*'; run('*/');\n",
    odd: 'a b\n',
  };
  for (const [name, text] of Object.entries(code)) write(`src/${name}.ts`, text);
  const repository = await findRepository(root);
  if (repository === undefined) throw new Error('it is one');
  const lines = { executable: LineSet.of([1]), covered: LineSet.of([1]) };
  const coverage = { files: new Map([['src/a.ts', lines]]), source: 'lcov' };
  const unmeasured = async (ignore?: string[]) =>
    (await patchSection(repository, coverage, 'main', ignore))?.unmeasured;
  const missed = ['src/enum.ts', 'src/import.ts', 'src/odd.ts', 'src/text.ts'];
  expect(await unmeasured(['scripts/'])).toEqual(missed);
  expect(await unmeasured()).toEqual(['scripts/deploy.ts', ...missed]);
});
