import type { VariableModel } from '../model.ts';
import type { Option } from './variable.ts';

/** The choices that stand in the dashboard itself, for every type but `query`. */
export function ownOptions(model: VariableModel): Option[] {
  const text = queryOf(model);
  switch (model.type) {
    case 'datasource':
      // There is one Prometheus here, whatever it is called elsewhere.
      return [{ text: 'Prometheus', value: 'prometheus' }];
    case 'custom':
      return splitAtCommas(text).map(customOption);
    case 'interval':
      return splitAtCommas(text).map((value) => ({ text: value, value }));
    case 'constant':
      return [{ text, value: text }];
    default:
      return [];
  }
}

export function queryOf({ query }: VariableModel): string {
  return typeof query === 'string' ? query : (query?.query ?? '');
}

/** What a query answered, as choices: cut by the regular expression of the variable, each once, in its order. */
export function queryOptions(values: readonly string[], { regex, sort = 0 }: VariableModel): Option[] {
  const options = regex ? values.flatMap((value) => cut(value, patternOf(regex))) : values.map(same);
  const unique = [...new Map(options.map((option) => [option.value, option])).values()];
  return sorted(unique, sort);
}

/** `/a(b)/i` as in JavaScript, or the pattern alone. */
function patternOf(regex: string): RegExp {
  const [, source = regex, flags = ''] = /^\/(.*)\/([a-z]*)$/s.exec(regex) ?? [];
  return new RegExp(source, flags.replaceAll(/[^imsu]/g, ''));
}

function cut(value: string, pattern: RegExp): Option[] {
  const found = pattern.exec(value);
  if (found === null) return [];
  const named = found.groups ?? {};
  const kept = named['value'] ?? named['text'] ?? found[1] ?? found[0];
  return [{ value: kept, text: named['text'] ?? kept }];
}

function same(value: string): Option {
  return { text: value, value };
}

/** Of each pair of orders, the even one falls. */
function sorted(options: Option[], sort: number): Option[] {
  const compare = comparisons[Math.ceil(sort / 2)];
  if (compare === undefined) return options;
  const direction = sort % 2 === 0 ? -1 : 1;
  return options.toSorted((a, b) => direction * compare(a.text, b.text));
}

const natural = new Intl.Collator('en', { numeric: true, sensitivity: 'base' });

const comparisons: readonly (((a: string, b: string) => number) | undefined)[] = [
  undefined,
  (a, b) => (a < b ? -1 : Number(a > b)),
  (a, b) => numberIn(a) - numberIn(b),
  (a, b) => a.toLowerCase().localeCompare(b.toLowerCase(), 'en'),
  natural.compare,
];

function numberIn(text: string): number {
  return Number(/\d+/.exec(text)?.[0] ?? -1);
}

/** `text : value` or one for both; `\,` is a comma of the text itself. */
function customOption(part: string): Option {
  const [, text, value] = /^(.+)\s:\s(.+)$/s.exec(part) ?? [];
  return text === undefined || value === undefined ? same(part) : { text: text.trim(), value: value.trim() };
}

function splitAtCommas(text: string): string[] {
  const parts = text.match(/(?:\\,|[^,])+/g) ?? [];
  return parts.map((part) => part.replaceAll('\\,', ',').trim()).filter((part) => part !== '');
}
