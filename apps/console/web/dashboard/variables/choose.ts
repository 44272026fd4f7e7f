import { all, type Option } from './variable.ts';

/** Those that have all words of a search in them, whatever their case. */
export function narrowed(options: readonly Option[], search: string): readonly Option[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return options;
  return options.filter(({ text }) => words.every((word) => text.toLowerCase().includes(word)));
}

/** What is chosen after one more click: All and single values exclude each other. */
export function toggled(value: readonly string[], picked: string, multi: boolean): readonly string[] {
  if (!multi || picked === all) return [picked];
  const others = value.filter((one) => one !== all && one !== picked);
  return value.includes(picked) ? others : [...others, picked];
}
