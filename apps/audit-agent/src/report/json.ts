import type { Audit, Comments } from '../model.ts';

/** Raised when a member changes its name or meaning or goes; new ones do not raise it. */
const schemaVersion = 1;

/** The whole report as data with snake_case names, as it is written to the file and answered over HTTP. */
export function reportData(audit: Audit, comments?: Comments): unknown {
  return inSnakeCase({ schemaVersion, audit, ...(comments && { comments }) });
}

/** Data for other programs: every name as they know it. */
export function inSnakeCase(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inSnakeCase);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [snake(name), inSnakeCase(part)]));
}

function snake(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
