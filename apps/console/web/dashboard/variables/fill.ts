import { dateTimeForTimeZone } from '../../grafana/data.ts';
import type { Fill } from '../panel-data.ts';
import { asPromRegex, formats, inPromString } from './format.ts';
import { all, isAll, textsOf, type Variable, valuesOf } from './variable.ts';

/** `$name`, `${name}`, `${name:format}`, `[[name]]` and `[[name:format]]`. */
const reference = /\$(\w+)|\$\{([^{}:]+)(?::([^{}]+))?\}|\[\[([^[\]:]+)(?::([^[\]]+))?\]\]/g;

/** Names of the variables that a text refers to. */
export function referredIn(text: string): string[] {
  return [...text.matchAll(reference)].map(([, plain, braced, , bracketed]) => plain ?? braced ?? bracketed ?? '');
}

/**
 * Fills in a dashboard's variables. What no variable is called stays as it stands: `$1` belongs to label_replace.
 *
 * @param fixed texts by name, such as `__dashboard`
 */
export function filler(variables: readonly Variable[], fixed: Readonly<Record<string, string>> = {}): Fill {
  const known = new Map(variables.map((variable) => [variable.name, variable]));
  const texts = new Map(Object.entries(fixed));
  return (text, own = {}, format) =>
    text.replaceAll(reference, (whole, plain, braced, bracedFormat, bracketed, bracketedFormat) => {
      const name = normalised(plain ?? braced ?? bracketed);
      const wanted: string | undefined = bracedFormat ?? bracketedFormat ?? format;
      const variable = known.get(name);
      const given = Object.hasOwn(own, name) ? own[name] : variable === undefined ? texts.get(name) : undefined;
      if (given !== undefined) return writeText(given, wanted);
      return variable === undefined ? whole : writeVariable(variable, wanted);
    });
}

/** `__data.fields["A name"]` and `__data.fields.A name` are the same. */
function normalised(name: string): string {
  return name.replaceAll(/\[["']?([^\]"']+)["']?\]/g, '.$1');
}

function writeText(text: string, format: string | undefined): string {
  if (format?.startsWith('date') && /^-?\d+$/.test(text)) return writeDate(Number(text), format.slice('date:'.length));
  return format === 'uriencode' || format === 'percentencode' ? (formats[format]?.([text], '') ?? text) : text;
}

function writeDate(time: number, format: string): string {
  if (format === '' || format === 'iso') return new Date(time).toISOString();
  return format === 'seconds' ? String(Math.floor(time / 1000)) : dateTimeForTimeZone('utc', time).format(format);
}

function formatOf(format: string) {
  return Object.hasOwn(formats, format) ? formats[format] : formats['glob'];
}

function writeVariable(variable: Variable, format: string | undefined): string {
  const { model, name, value } = variable;
  if (format === 'text') return textsOf(variable).join(' + ');
  if (format === 'queryparam' && isAll(variable)) return formats['queryparam']?.([all], name) ?? '';
  // What All stands for is written by the dashboard's author and is a regular expression already.
  if (isAll(variable) && model.allValue) return model.allValue;
  const values = valuesOf(variable);
  const write = format === undefined ? undefined : formatOf(format);
  if (write !== undefined) return write(values, name);
  if (model.multi || model.includeAll) return asPromRegex(values);
  return inPromString(value[0] ?? '');
}
