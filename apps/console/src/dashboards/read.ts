import { objectsIn, parseObject, textOf } from '../input/json.ts';

/** A file of the folder: a dashboard, or why it is none. */
export interface DashboardFile {
  readonly file: string;
  readonly uid: string;
  readonly title: string;
  readonly description: string;
  readonly tags: readonly string[];
  /** Classic Grafana JSON as it stands in the file. */
  readonly text: string;
  /** What is wrong with it; undefined for nothing. */
  readonly fault: string | undefined;
}

/** Reads classic Grafana JSON; what cannot be drawn at all says so and hides no other. */
export function readDashboard(file: string, text: string): DashboardFile {
  const nameless = { file, uid: '', title: file, description: '', tags: [], text };
  const fields = parseObject(text);
  if (fields === undefined) return { ...nameless, fault: 'This is no JSON object; export it again as classic JSON.' };
  const uid = textOf(fields['uid']);
  const title = textOf(fields['title']) || uid || file;
  if (uid === '') return { ...nameless, title, fault: 'It has no uid, which is its address; give it one.' };
  if (!/^[\w-]{1,40}$/.test(uid)) return { ...nameless, title, fault: 'Its uid has signs that no address has.' };
  if (!Array.isArray(fields['panels'])) return { ...nameless, uid, title, fault: 'It has no panels.' };
  const tags = Array.isArray(fields['tags']) ? fields['tags'].map(String) : [];
  const description = textOf(fields['description']);
  const broken = objectsIn(fields['panels']).find(({ gridPos }) => typeof gridPos !== 'object' || gridPos === null);
  const fault = broken === undefined ? undefined : `Its panel ${JSON.stringify(broken['title'] ?? '')} has no gridPos.`;
  return { file, uid, title, description, tags, text, fault };
}
