import type { SyntaxNode } from '@lezer/common';
import { parser } from '@prometheus-io/lezer-promql';

/** Labels of a metric's series. @throws when the metric is not known */
export type LabelsOf = (metric: string) => readonly string[];

/**
 * Labels that every result of an expression may carry. Where parts are alternatives (`or`), only those that all of them
 * have.
 */
export function resultLabels(expr: string, labelsOf: LabelsOf): ReadonlySet<string> {
  const text = ({ from, to }: SyntaxNode) => expr.slice(from, to);

  const of = (node: SyntaxNode): ReadonlySet<string> | undefined => {
    const [first, second] = vectors(node);
    switch (node.name) {
      case 'VectorSelector':
        return new Set(
          labelsOf(node.getChild('Identifier') === null ? '' : text(node.getChild('Identifier') as SyntaxNode)),
        );
      case 'AggregateExpr': {
        const grouping = node.getChild('AggregateModifier')?.getChild('GroupingLabels') ?? null;
        return new Set(children(grouping).map(text));
      }
      case 'FunctionCall': {
        const name = node.getChild('FunctionIdentifier');
        const body = node.getChild('FunctionCallBody');
        if (name !== null && /^(?:time|scalar)$/.test(text(name))) return undefined;
        const inner =
          children(body)
            .map(of)
            .find((found) => found !== undefined) ?? new Set<string>();
        if (name !== null && text(name) === 'label_replace') return new Set([...inner, literal(body, text)]);
        if (name !== null && /^absent/.test(text(name))) return equalities(body, text);
        return inner;
      }
      case 'BinaryExpr': {
        const [left, right] = [first && of(first), second && of(second)];
        if (left === undefined || right === undefined) return left ?? right;
        return node.getChild('Or') === null ? left : new Set([...left].filter((label) => right.has(label)));
      }
      case 'NumberDurationLiteral':
      case 'NumberLiteral':
      case 'StringLiteral':
        return undefined;
      default:
        return first && of(first);
    }
  };
  return of(parser.parse(expr).topNode) ?? new Set();
}

/** Children that are expressions, without operators and modifiers. */
function vectors(node: SyntaxNode): SyntaxNode[] {
  return children(node).filter(({ name }) => /Expr$|Selector$|Call$|Literal$/.test(name) && name !== 'DurationExpr');
}

function literal(body: SyntaxNode | null, text: (node: SyntaxNode) => string): string {
  const label = body?.getChild('StringLiteral') ?? null;
  return label === null ? '' : text(label).slice(1, -1);
}

/** `absent()` knows the labels that its selector demands to be equal to something. */
function equalities(body: SyntaxNode | null, text: (node: SyntaxNode) => string): ReadonlySet<string> {
  return new Set([...(body === null ? '' : text(body)).matchAll(/(\w+)="/g)].map(([, label = '']) => label));
}

function children(node: SyntaxNode | null): SyntaxNode[] {
  const list: SyntaxNode[] = [];
  for (let child = node?.firstChild; child; child = child.nextSibling) list.push(child);
  return list;
}
