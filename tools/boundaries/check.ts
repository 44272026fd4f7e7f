import { globSync, readFileSync } from 'node:fs';
import { join, posix, sep } from 'node:path';
import { parseSync } from 'oxc-parser';
import { folderRules, solePlaces, workspaceRules } from './rules.ts';

/** A source file by its path from the workspace's root, with forward slashes. */
export interface SourceFile {
  path: string;
  text: string;
}

/** Reads all sources below `root` and names every import that the rules forbid, one sentence each. */
export async function checkBoundaries(root: string): Promise<string[]> {
  const paths = globSync(['packages/*/src/**/*.{ts,tsx}', 'apps/*/src/**/*.{ts,tsx}'], { cwd: root });
  if (paths.length === 0) throw new Error(`no sources below ${root}: boundaries would pass without looking`);
  return findViolations(
    paths.map((path) => ({ path: path.split(sep).join('/'), text: readFileSync(join(root, path), 'utf8') })),
  );
}

export function findViolations(files: readonly SourceFile[]): string[] {
  return files.flatMap((file) =>
    importsOf(file).flatMap((specifier) => {
      const fault = faultOf(file.path, specifier);
      return fault === undefined ? [] : [`${file.path} imports ${specifier}: ${fault}`];
    }),
  );
}

/** All specifiers, also of type imports, re-exports and dynamic imports of a literal. */
function importsOf({ path, text }: SourceFile): string[] {
  const { module, errors } = parseSync(path, text);
  if (errors.length > 0) throw new Error(`${path} does not parse: ${errors[0]?.message}`);
  const literal = (start: number, end: number) => text.slice(start, end).match(/^['"](.*)['"]$/)?.[1];
  return [
    ...module.staticImports.map((entry) => entry.moduleRequest.value),
    ...module.staticExports.flatMap((entry) => entry.entries.flatMap((item) => item.moduleRequest?.value ?? [])),
    ...module.dynamicImports.flatMap((entry) => literal(entry.moduleRequest.start, entry.moduleRequest.end) ?? []),
  ];
}

function faultOf(path: string, specifier: string): string | undefined {
  const workspace = path.split('/').slice(0, 2).join('/');
  const rule = workspaceRules[workspace];
  if (rule === undefined) return `${workspace} has no rule in tools/boundaries/rules.ts`;
  const isTest = /\.test\.tsx?$|\/(?:testing|test-support)\//.test(path);
  if (specifier.startsWith('.')) return faultOfRelative(path, specifier, workspace, isTest);
  if (specifier.startsWith('node:')) return undefined;
  const sole = solePlaces.find((place) => place.specifier.test(specifier) && place.within.startsWith(`${workspace}/`));
  if (sole !== undefined && sole.within !== path && !isTest) return `only ${sole.within} may, because ${sole.why}`;
  const own = specifier.match(/^@switchgear\/([^/]+)(\/.+)?$/);
  if (own !== null) {
    if (own[2] !== undefined && !(isTest && own[2] === '/testing')) return 'a workspace is imported by its name alone';
    return rule.workspaces.includes(own[1] ?? '') ? undefined : `${workspace} may not import that workspace`;
  }
  if (isTest || rule.packages === undefined) return undefined;
  return rule.packages.includes(specifier) ? undefined : `${workspace} may not import that package`;
}

function faultOfRelative(path: string, specifier: string, workspace: string, isTest: boolean): string | undefined {
  const target = posix.join(posix.dirname(path), specifier);
  if (!target.startsWith(`${workspace}/`)) return 'a relative import stays inside its workspace';
  const base = `${workspace}/src`;
  const rules = folderRules[base];
  if (rules === undefined || isTest) return undefined;
  const [from, to] = [path, target].map((file) => file.slice(base.length + 1).split('/'));
  if (from === undefined || to === undefined || from.length === 1 || from[0] === to[0]) return undefined;
  if (to.length === 1) return 'a folder does not import the files that put it together';
  return rules[from[0] ?? '']?.includes(to[0] ?? '') ? undefined : `${from[0]} may not import ${to[0]}`;
}
