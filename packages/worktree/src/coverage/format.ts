import type { CoverageFormat } from './report.ts';

/** By how it begins; undefined for what is none of ours. XML is taken for Cobertura's until its root says otherwise. */
export function formatOf(head: string): CoverageFormat | undefined {
  if (/^\s*</.test(head)) return 'cobertura';
  if (/^\s*\{\s*"result"\s*:\s*\[/.test(head)) return 'v8';
  if (/^\s*\{\s*\}\s*$/.test(head) || (/^\s*\{\s*"/.test(head) && head.includes('"statementMap"'))) return 'istanbul';
  return /^\s*(?:#[^\n]*\n\s*)*(?:TN|SF|VER):/.test(head) ? 'lcov' : undefined;
}
