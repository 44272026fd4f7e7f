import { readFileSync } from 'node:fs';
import { reasonOf } from '../errors.ts';
import { type Fields, objectsIn, parseObject, textOf } from '../input/json.ts';

/** A file of the folder: a dashboard, or why it is none. */
export interface DashboardFile {
  /** Empty where it says none that can be an address. */
  readonly uid: string;
  readonly title: string;
  readonly description: string;
  readonly tags: readonly string[];
  /** Classic Grafana JSON as it stands in the file. */
  readonly text: string;
  /** What is wrong with it; undefined for nothing. */
  readonly fault: string | undefined;
}

/** In bytes. The largest that people share are a tenth of it, and reading it keeps everybody else waiting. */
const largest = 5_000_000;

/** Reads a file that should hold classic Grafana JSON; one that does not hides no other. */
export function readDashboard(path: string, bytes: number): DashboardFile {
  if (bytes > largest) return broken(`It is larger than ${largest / 1e6} MB.`);
  try {
    return parseDashboard(readFileSync(path, 'utf8'));
  } catch (error) {
    return broken(`It cannot be read (${reasonOf(error)}); give it to this user.`);
  }
}

export function parseDashboard(text: string): DashboardFile {
  const fields = parseObject(text);
  if (fields === undefined) return broken('This is no JSON object; export it again as classic JSON.');
  const written = textOf(fields['uid']);
  const uid = /^[\w-]{1,40}$/.test(written) ? written : '';
  return {
    uid,
    title: textOf(fields['title']) || uid,
    description: textOf(fields['description']),
    tags: Array.isArray(fields['tags']) ? fields['tags'].map(textOf).filter(Boolean) : [],
    text,
    fault: faultOf(fields, written, uid),
  };
}

function faultOf({ panels }: Fields, written: string, uid: string): string | undefined {
  if (written === '') return 'It has no uid, which is its address; give it one.';
  if (uid === '') return 'Its uid has to be of at most 40 letters, digits, dashes and underscores.';
  if (!Array.isArray(panels)) return 'It has no panels; export it again as classic JSON.';
  const astray = objectsIn(panels).find(({ gridPos }) => typeof gridPos !== 'object' || gridPos === null);
  return astray && `Its panel ${JSON.stringify(textOf(astray['title']))} has no gridPos.`;
}

function broken(fault: string): DashboardFile {
  return { uid: '', title: '', description: '', tags: [], text: '', fault };
}
