import { posix } from 'node:path';

/** Tests that a project declares to depend on files which they do not import. */
export interface Declaration {
  /** Globs of files. */
  readonly files: readonly string[];
  /** Globs of test files; an empty list says that no test depends on these files. */
  readonly tests: readonly string[];
}

export interface SelectionRules {
  readonly declared: readonly Declaration[];
  /** Globs of files that no test depends on unless it is seen to load them; default `documentation`. */
  readonly documentation?: readonly string[];
}

/** Documents, pictures, logs, our own settings and what editors leave behind. */
export const documentation: readonly string[] = [
  '**/*.{md,rst,adoc,log}',
  '**/*.{png,jpg,jpeg,gif,svg,webp,avif,ico}',
  '**/{LICENSE,LICENCE,COPYING,NOTICE,AUTHORS,CODEOWNERS,CHANGELOG}*',
  'switchgear.yaml',
  '**/.{gitignore,gitattributes,gitkeep,mailmap,editorconfig,DS_Store}',
  '**/.{vscode,idea,zed}/**',
  '**/{*~,*.sw?,.*.sw?,.#*,#*#,4913}',
];

/** Below such folders a text or a picture may well be what a test reads. */
const readByTests = /(?:^|\/)_*(?:tests?|specs?|fixtures?|testdata|snapshots|mocks)_*\//i;

export function matches(path: string, globs: readonly string[]): boolean {
  return firstMatch(path, globs) !== undefined;
}

export function firstMatch(path: string, globs: readonly string[]): string | undefined {
  return globs.find((glob) => posix.matchesGlob(path, glob));
}

export function isDocumentation(path: string, { documentation: globs = documentation }: SelectionRules): boolean {
  return matches(path, globs) && !readByTests.test(path);
}

/** Whether a test that sees this file imports it. */
export function isModule(path: string, names: RegExp | undefined): boolean {
  return names?.test(path) === true && !readByTests.test(path);
}

const snapshot = /^(.*\/|)__snapshots__\/(.+)\.(?:snap|ambr)$/;

export function isSnapshot(path: string): boolean {
  return snapshot.test(path);
}

/** The test file whose snapshots a file holds, as Vitest, Jest (`.snap`) and syrupy (`.ambr`) name them. */
export function ownerOfSnapshot(path: string, testFiles: readonly string[]): string | undefined {
  const [, folder = '', test] = snapshot.exec(path) ?? [];
  if (test === undefined) return undefined;
  return testFiles.find((file) => file === folder + test || file === `${folder}${test}.py`);
}
