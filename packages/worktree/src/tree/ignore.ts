import { readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import ignore from 'ignore';
import { type OnTreeFault, unreadable } from './fault.ts';
import { lstat } from './lstat.ts';
import { folderOf, nameOf, pathIn } from './path.ts';
import { personalIgnoresFile } from './personal-ignores.ts';
import { type RepositoryTop, repositoryTop } from './repository-top.ts';
import { rulesFromTop } from './rules.ts';

/** Says what is no part of a tree. Paths are relative to its root, with forward slashes. */
export interface Ignore {
  /** Also what lies in an ignored folder is ignored. */
  ignores(path: string, isDirectory: boolean): boolean;
  /** Forgets what was read, for when a `.gitignore` has changed. */
  refresh(): void;
}

export interface IgnoreOptions {
  /** In the syntax of `.gitignore`, read as if they stood in the root; they overrule all files. */
  readonly patterns?: readonly string[];
  /** Told of files of ignores that cannot be read. */
  readonly onFault?: OnTreeFault;
}

/**
 * Ignores what git would ignore, in a repository and outside: by the `.gitignore` files of the tree and of the folders
 * above it up to the top of the repository, by `.git/info/exclude` and by the person's `core.excludesFile`. `.git` is
 * always ignored. Unlike git it also ignores ignored files that are tracked. A root that is itself ignored by the
 * repository around it goes by its own files alone.
 */
export function createIgnore(root: string, options: IgnoreOptions = {}): Ignore {
  const { patterns = [], onFault = () => {} } = options;
  const personal = personalIgnoresFile(root);
  let rules = readRules();

  function readRules(): Rules {
    const repository = findTop();
    const top = repository?.top ?? root;
    const exclude = repository && join(repository.commonDir, 'info', 'exclude');
    const general = [personal, exclude].filter((file) => file !== undefined);
    const prefix = relative(top, root).split(sep).join('/');
    const wide = createRules({ top, prefix, general, patterns, onFault });
    return prefix !== '' && wide.ignores(prefix, true)
      ? createRules({ top: root, prefix: '', general: [], patterns, onFault })
      : wide;
  }

  function findTop(): RepositoryTop | undefined {
    try {
      return repositoryTop(root);
    } catch (error) {
      onFault(unreadable(join(root, '.git'), error));
      return undefined;
    }
  }

  return {
    ignores: (path, isDirectory) => rules.ignores(pathIn(rules.prefix, path), isDirectory),
    refresh: () => {
      rules = readRules();
    },
  };
}

interface RulesSource {
  readonly top: string;
  /** Where the root lies below the top. */
  readonly prefix: string;
  /** Files whose rules count from the top and least. */
  readonly general: readonly string[];
  readonly patterns: readonly string[];
  readonly onFault: OnTreeFault;
}

interface Rules {
  readonly prefix: string;
  ignores(path: string, isDirectory: boolean): boolean;
}

type Matcher = ReturnType<typeof ignore>;

/** The library remembers every path it is asked about; after so many it starts anew, to keep memory flat. */
const maxRemembered = 20_000;

function createRules({ top, prefix, general, patterns, onFault }: RulesSource): Rules {
  const options = { ignorecase: process.platform !== 'linux', allowRelativePaths: true };
  const configured = rulesFromTop(patterns.join('\n'), prefix);
  const collected = new Map<string, readonly string[]>();
  const matchers = new Map<readonly string[], Matcher>();
  let asked = 0;

  function read(path: string): string {
    try {
      // A link is not followed, as in git.
      return lstat(path)?.isFile() ? readFileSync(path, 'utf8') : '';
    } catch (error) {
      onFault(unreadable(path, error));
      return '';
    }
  }

  /** All rules that speak of what lies in a folder, in ascending order of weight; the same list where it adds none. */
  function rulesIn(folder: string): readonly string[] {
    const known = collected.get(folder);
    if (known) return known;
    const outer = folder === '' ? general.flatMap((file) => rulesFromTop(read(file), '')) : rulesIn(folderOf(folder));
    const own = rulesFromTop(read(join(top, folder, '.gitignore')), folder);
    const all = own.some((rule) => rule !== '') ? [...outer, ...own] : outer;
    collected.set(folder, all);
    return all;
  }

  function matcherOf(rules: readonly string[]): Matcher {
    const known = matchers.get(rules);
    if (known) return known;
    const matcher = ignore(options).add([...rules, ...configured]);
    matchers.set(rules, matcher);
    return matcher;
  }

  return {
    prefix,
    ignores: (path, isDirectory) => {
      if (nameOf(path) === '.git' || path.startsWith('.git/') || path.includes('/.git/')) return true;
      asked += 1;
      if (asked % maxRemembered === 0) {
        collected.clear();
        matchers.clear();
      }
      return matcherOf(rulesIn(folderOf(path))).ignores(isDirectory ? `${path}/` : path);
    },
  };
}
