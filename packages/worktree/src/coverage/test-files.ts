/** Files that test runners take for tests by their name; they count in no coverage, as Node.js itself has it. */
const pattern = /(?:^|\/)(?:tests?|__tests__)\/|(?:^|[/._-])test(?:[._-][^/]*)?\.\w+$|\.spec\.\w+$/;

/** @param path from the root of the tree */
export function isTestFile(path: string): boolean {
  return pattern.test(path);
}
