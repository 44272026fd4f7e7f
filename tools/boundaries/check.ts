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
  const paths = globSync(['packages/*/src/**/*.ts', 'apps/*/{src,web}/**/*.{ts,tsx}'], { cwd: root });
  if (paths.length === 0) throw new Error(`no sources below ${root}: boundaries would pass without looking`);
  return findViolations(
    paths.map((path) => ({ path: path.split(sep).join('/'), text: readFileSync(join(root, path), 'utf8') })),
  );
}

export function findViolations(files: readonly SourceFile[]): string[] {
  return files.flatMap((file) =>
    importsOf(file).flatMap(({ specifier, isType }) => {
      const fault = faultOf(file.path, specifier) ?? (isType ? undefined : faultInBrowser(file.path, specifier));
      return fault === undefined ? [] : [`${file.path} imports ${specifier}: ${fault}`];
    }),
  );
}

interface Import {
  readonly specifier: string;
  /** Nothing of it is left when the code runs. */
  readonly isType: boolean;
}

/** All specifiers, also of type imports, re-exports and dynamic imports of a literal. */
function importsOf({ path, text }: SourceFile): Import[] {
  const { module, errors } = parseSync(path, text);
  if (errors.length > 0) throw new Error(`${path} does not parse: ${errors[0]?.message}`);
  const literal = (start: number, end: number) => text.slice(start, end).match(/^['"](.*)['"]$/)?.[1];
  const exported = module.staticExports.flatMap(({ entries }) => entries);
  const dynamic = module.dynamicImports.flatMap(({ moduleRequest: { start, end } }) => literal(start, end) ?? []);
  return [
    ...module.staticImports.map(({ moduleRequest, entries }) => ({
      specifier: moduleRequest.value,
      isType: entries.length > 0 && entries.every((entry) => entry.isType),
    })),
    ...exported.flatMap(({ moduleRequest, isType }) =>
      moduleRequest === null ? [] : [{ specifier: moduleRequest.value, isType }],
    ),
    ...dynamic.map((specifier) => ({ specifier, isType: false })),
  ];
}

function faultOf(path: string, specifier: string): string | undefined {
  const workspace = path.split('/').slice(0, 2).join('/');
  const rule = workspaceRules[workspace];
  if (rule === undefined) return `${workspace} has no rule in tools/boundaries/rules.ts`;
  const inTest = isTest(path);
  if (specifier.startsWith('.')) return faultOfRelative(path, specifier, workspace, inTest);
  if (specifier.startsWith('node:')) return undefined;
  const sole = solePlaces.find((place) => place.specifier.test(specifier) && place.within.startsWith(`${workspace}/`));
  if (sole !== undefined && !posix.matchesGlob(path, sole.within) && !inTest)
    return `only ${sole.within} may, because ${sole.why}`;
  const own = specifier.match(/^@switchgear\/([^/]+)(\/.+)?$/);
  if (own !== null) {
    if (own[2] !== undefined && !(inTest && own[2] === '/testing')) return 'a workspace is imported by its name alone';
    return rule.workspaces.includes(own[1] ?? '') ? undefined : `${workspace} may not import that workspace`;
  }
  if (inTest || rule.packages === undefined) return undefined;
  return rule.packages.includes(specifier) ? undefined : `${workspace} may not import that package`;
}

/** What a browser runs has nothing of Node.js and nothing of the server but its types. */
function faultInBrowser(path: string, specifier: string): string | undefined {
  const [app, name, part] = path.split('/');
  if (part !== 'web' || isTest(path)) return undefined;
  if (/^(?:node:|@switchgear\/)/.test(specifier)) return 'that does not run in a browser';
  const target = posix.join(posix.dirname(path), specifier);
  const isOutside = specifier.startsWith('.') && !target.startsWith(`${app}/${name}/web/`);
  return isOutside ? 'what runs in a browser shares only types with the server' : undefined;
}

function isTest(path: string): boolean {
  return /\.test\.tsx?$|\/(?:testing|test-support)\//.test(path);
}

function faultOfRelative(path: string, specifier: string, workspace: string, inTest: boolean): string | undefined {
  const target = posix.join(posix.dirname(path), specifier);
  if (!target.startsWith(`${workspace}/`)) return 'a relative import stays inside its workspace';
  const base = `${workspace}/src`;
  const rules = folderRules[base];
  if (rules === undefined || inTest) return undefined;
  const [from, to] = [path, target].map((file) => file.slice(base.length + 1).split('/'));
  if (from === undefined || to === undefined || from.length === 1 || from[0] === to[0]) return undefined;
  if (to.length === 1) {
    const isVocabulary = rules['.']?.includes(to[0] ?? '') ?? false;
    return isVocabulary ? undefined : 'a folder does not import the files that put it together';
  }
  return rules[from[0] ?? '']?.includes(to[0] ?? '') ? undefined : `${from[0]} may not import ${to[0]}`;
}
