import type { SyntaxNode } from '@lezer/common';
import { parser } from '@prometheus-io/lezer-promql';
import { seconds } from '../promql/windows.ts';
import { partName } from './condense.ts';

/** A small change of an expression. */
export interface Edit {
  readonly from: number;
  readonly to: number;
  readonly before: string;
  readonly after: string;
}

const swaps: Readonly<Record<string, readonly string[]>> = {
  '>': ['>=', '<'],
  '>=': ['>', '<'],
  '<': ['<=', '>'],
  '<=': ['<', '>'],
  '==': ['!='],
  '!=': ['=='],
  and: ['unless', 'or'],
  unless: ['and', 'or'],
  or: ['and', 'unless'],
  sum: ['max'],
  max: ['sum'],
  min: ['max'],
};

/** Every single change of an expression: operators, numbers, durations, labels to group and match by, and parts. */
export function edits(expr: string): Edit[] {
  const found: Edit[] = [];
  const change = ({ from, to }: { from: number; to: number }, ...afters: string[]) => {
    const before = expr.slice(from, to);
    for (const after of afters) found.push({ from, to, before, after });
  };
  parser.parse(expr).iterate({
    enter(reference) {
      const node = reference.node;
      const text = expr.slice(node.from, node.to);
      if (/^(Gtr|Gte|Lss|Lte|Eql|Neq|And|Unless|Or|AggregateOp)$/.test(node.name)) change(node, ...(swaps[text] ?? []));
      if (node.name === 'NumberDurationLiteral') change(node, ...neighbours(Number(text)));
      if (node.name === 'NumberDurationLiteralInDurationContext') {
        change(node, `${seconds(text) / 2}s`, `${seconds(text) * 2}s`);
      }
      // PromQL allows a comma behind the last matcher, and none before the first.
      if (node.name === 'UnquotedLabelMatcher' && !isOfTarget(text)) change(withComma(expr, node), '');
      if (node.name === 'GroupingLabels') change(node, ...otherLabels(node, text));
      if (node.name === 'AggregateExpr' && node.getChild('AggregateModifier') === null && seesTargets(node)) {
        const end = node.getChild('AggregateOp')?.to ?? node.from;
        change({ from: end, to: end }, ' by (instance) ');
      }
      if (node.name === 'FunctionIdentifier' && partName(text) !== undefined) change(node, bare(text));
    },
  });
  return found;
}

/** Whether a matcher chooses targets. A rule says that in many places, and forgets it in all of them. */
export function isOfTarget(matcher: string): boolean {
  return /^(job|component)=/.test(matcher);
}

function withComma(expr: string, { from, to }: SyntaxNode): { from: number; to: number } {
  return { from, to: expr[to] === ',' ? to + 1 : to };
}

/** What is usual in place of a part. */
function bare(stand: string): string {
  return stand === 'abs' ? '' : 'increase';
}

/** A number of events by one, anything else by a twentieth. */
function neighbours(value: number): string[] {
  const step = Number.isInteger(value) && value <= 20 ? 1 : value / 20;
  return [value - step, value + step].map((number) => String(Number(number.toPrecision(6))));
}

/** Whether labels of targets are still there when it takes series together. */
function seesTargets(aggregation: SyntaxNode): boolean {
  let found = false;
  aggregation
    .getChild('FunctionCallBody')
    ?.cursor()
    .iterate(({ name }) => {
      if (name === 'VectorSelector') found = true;
      return name !== 'AggregateExpr';
    });
  return found;
}

/** One label less; and, of an aggregation, one label more. */
function otherLabels(node: SyntaxNode, text: string): string[] {
  const labels = text
    .slice(1, -1)
    .split(/,\s*/)
    .filter((label) => label !== '');
  const fewer = labels.map((dropped) => labels.filter((label) => label !== dropped));
  const aggregation = node.parent?.name === 'AggregateModifier' ? node.parent.parent : null;
  const isWider = aggregation !== null && seesTargets(aggregation) && !labels.includes('instance');
  const more = isWider ? [[...labels, 'instance']] : [];
  return [...fewer, ...more].map((list) => `(${list.join(', ')})`);
}
