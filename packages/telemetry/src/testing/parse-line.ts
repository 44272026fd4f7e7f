import type { Sample } from './parse-exposition.ts';

const number = /^(?:[+-]?\d+(?:\.\d+)?(?:e[+-]?\d+)?|NaN|[+-]Inf)$/;

/** Reads one sample line; refuses anything after the value, since we send no time stamps. */
export function parseLine(line: string): Sample {
  const head = /^([a-zA-Z_:][\w:]*)(\{.*\})? ([^ ]+)$/.exec(line);
  const [, name, braces, text] = head ?? [];
  if (name === undefined || text === undefined || !number.test(text)) throw new Error(`not a sample: ${line}`);
  const value = text.endsWith('Inf') ? Number(text.replace('Inf', 'Infinity')) : Number(text);
  return { name, labels: parseLabels(braces, line), value };
}

function parseLabels(braces: string | undefined, line: string): Record<string, string> {
  const labels: Record<string, string> = {};
  let rest = braces?.slice(1, -1) ?? '';
  while (rest !== '') {
    const pair = /^([a-zA-Z_]\w*)="((?:[^"\\\n]|\\["\\n])*)"(?:,(?=[a-zA-Z_])|$)/.exec(rest);
    const [whole, name, value] = pair ?? [];
    if (whole === undefined || name === undefined || value === undefined || name in labels) {
      throw new Error(`broken labels: ${line}`);
    }
    labels[name] = value.replace(/\\(["\\n])/g, (_, escaped: string) => (escaped === 'n' ? '\n' : escaped));
    rest = rest.slice(whole.length);
  }
  return labels;
}
