import { matchesGlob } from 'node:path';

export interface MarkerRules {
  /** Globs: without a slash they match a file's name in any folder, with one its path. */
  readonly names: readonly string[];
  /** Values of `status` in the front matter of a Markdown file, in whatever case. */
  readonly statuses: readonly string[];
}

export const defaultMarkerRules: MarkerRules = {
  names: ['*_COMPLETE.md', '*_COMPLETION_REPORT.md', 'PHASE_*.md', 'MILESTONE_*.md'],
  statuses: ['complete'],
};

/** Whether the name alone makes the file a marker. */
export function isNamed(path: string, { names }: MarkerRules): boolean {
  const name = path.slice(path.lastIndexOf('/') + 1);
  return names.some((glob) => matchesGlob(glob.includes('/') ? path : name, glob));
}

/** Whether a look into the file can make it a marker. */
export function mayTell(path: string, { statuses }: MarkerRules): boolean {
  return statuses.length > 0 && /\.(?:md|markdown)$/i.test(path);
}

/** The value of `status` in the front matter with which the text begins, where the rules name it. */
export function statusIn(head: string, { statuses }: MarkerRules): string | undefined {
  const [, matter = ''] = /^\uFEFF?---[ \t]*\r?\n([\s\S]*?\n)---[ \t]*(?:\r?\n|$)/.exec(head) ?? [];
  const [, , status = ''] = /^status[ \t]*:[ \t]*(["']?)(.*?)\1[ \t]*(?:[ \t]#.*)?\r?$/im.exec(matter) ?? [];
  return statuses.find((wanted) => wanted.toLowerCase() === status.toLowerCase());
}
