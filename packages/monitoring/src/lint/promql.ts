import type { SyntaxNode } from '@lezer/common';
import { parser } from '@prometheus-io/lezer-promql';

export interface Matcher {
  readonly label: string;
  readonly operator: '=' | '!=' | '=~' | '!~';
  readonly value: string;
}

/** A choice of series within an expression. */
export interface Selector {
  /** Undefined where the selector names no metric, or only by a pattern. */
  readonly metric: string | undefined;
  readonly matchers: readonly Matcher[];
  /** As in `[5m]`; undefined where single values are chosen. */
  readonly range: string | undefined;
  /** Functions and aggregations around it, the innermost first. */
  readonly within: readonly string[];
  /** As it stands in the expression. */
  readonly text: string;
}

/** What a PromQL expression refers to. */
export interface Promql {
  /** Why it cannot be evaluated, each with line and column; empty for a good expression. */
  readonly faults: readonly string[];
  readonly selectors: readonly Selector[];
  /** Labels that `by`, `without`, `on`, `ignoring`, `group_left` and `group_right` name. */
  readonly labels: readonly string[];
  /** Labels that `label_replace` and `label_join` add. */
  readonly created: readonly string[];
}

/** Reads any PromQL expression; variables of Grafana that stand for a duration have to be replaced before. */
export function readPromql(expr: string): Promql {
  const found = {
    faults: [] as string[],
    selectors: [] as Selector[],
    labels: [] as string[],
    created: [] as string[],
  };
  const text = ({ from, to }: SyntaxNode) => expr.slice(from, to);
  const fault = (node: SyntaxNode, what: string) => found.faults.push(`${place(expr, node.from)}: ${what}`);

  const visit = (node: SyntaxNode, within: readonly string[]): void => {
    let inner = within;
    switch (node.name) {
      case '⚠':
        fault(
          node,
          node.from === node.to ? `something is missing ${near(expr, node)}` : `unexpected ${near(expr, node)}`,
        );
        break;
      case 'AggregateExpr':
        inner = [...node.getChildren('AggregateOp').map(text), ...within];
        break;
      case 'FunctionCall': {
        const name = node.getChildren('FunctionIdentifier').map(text)[0] ?? '';
        const args = node.getChild('FunctionCallBody');
        if (takesRange(name) !== children(args).some(isRange)) {
          fault(node, takesRange(name) ? `${name}() needs a range such as [5m]` : `${name}() takes no range`);
        }
        if (name === 'label_replace' || name === 'label_join') {
          found.created.push(...(args?.getChildren('StringLiteral').slice(0, 1).map(text).map(unquote) ?? []));
        }
        inner = [name, ...within];
        break;
      }
      case 'MatrixSelector':
        if (outside(node)?.parent?.name !== 'FunctionCall') fault(node, `only a function can take ${text(node)}`);
        break;
      case 'GroupingLabels':
        found.labels.push(...children(node).map(text).map(unquote));
        break;
      case 'VectorSelector':
        found.selectors.push({ ...readSelector(node, text), within });
        break;
    }
    for (const child of children(node)) visit(child, inner);
  };
  visit(parser.parse(expr).topNode, []);
  return found;
}

/** Functions that make sense of a counter, or only look whether it is there. */
export const counterFunctions = ['rate', 'irate', 'increase', 'resets', 'absent', 'absent_over_time', 'count', 'group'];

/** Selectors of counters that no function of `accept` takes directly: what they show depends on when a process started. */
export function rawCounters(
  { selectors }: Promql,
  isCounter: (metric: string) => boolean,
  accept: readonly string[] = counterFunctions,
): readonly Selector[] {
  return selectors.filter(
    ({ metric, within }) => metric !== undefined && isCounter(metric) && !accept.includes(within[0] ?? ''),
  );
}

function readSelector(node: SyntaxNode, text: (node: SyntaxNode) => string): Omit<Selector, 'within'> {
  const list = node.getChild('LabelMatchers');
  const pairs = [
    ...(list?.getChildren('UnquotedLabelMatcher') ?? []),
    ...(list?.getChildren('QuotedLabelMatcher') ?? []),
  ];
  const matchers = pairs.map((pair) => {
    const [label = '', operator = '', value = ''] = children(pair).map(text);
    return { label: unquote(label), operator: operator as Matcher['operator'], value: unquote(value) };
  });
  const name = node.getChild('Identifier') ?? list?.getChild('QuotedLabelName');
  const duration = node.parent?.name === 'MatrixSelector' ? node.parent.getChild('DurationExpr') : null;
  return {
    range: duration === null ? undefined : text(duration),
    metric:
      name == null ? matchers.find((it) => it.label === '__name__' && it.operator === '=')?.value : unquote(text(name)),
    matchers: matchers.filter(({ label }) => label !== '__name__'),
    text: text(node),
  };
}

const rangeFunctions =
  /^(i?rate|increase|i?delta|deriv|resets|changes|predict_linear|double_exponential_smoothing)$|_over_time$/;
const takesRange = (name: string) => rangeFunctions.test(name);

function isRange(node: SyntaxNode): boolean {
  if (node.name === 'MatrixSelector' || node.name === 'SubqueryExpr') return true;
  return isWrapper(node) && children(node).some(isRange);
}

/** What holds a node, apart from `offset`, `@` and parentheses. */
function outside({ parent }: SyntaxNode): SyntaxNode | null {
  return parent !== null && isWrapper(parent) ? outside(parent) : parent;
}

const isWrapper = ({ name }: SyntaxNode) => /^(OffsetExpr|StepInvariantExpr|ParenExpr)$/.test(name);

function children(node: SyntaxNode | null): SyntaxNode[] {
  const list: SyntaxNode[] = [];
  for (let child = node?.firstChild; child; child = child.nextSibling) list.push(child);
  return list;
}

const unquote = (text: string) => (/^["'`]/.test(text) ? text.slice(1, -1) : text);

function place(expr: string, offset: number): string {
  const lines = expr.slice(0, offset).split('\n');
  return `${lines.length}:${(lines.at(-1)?.length ?? 0) + 1}`;
}

function near(expr: string, { from, to }: SyntaxNode): string {
  if (from < to) return `"${expr.slice(from, to)}"`;
  const rest = expr.slice(from).trim().slice(0, 20);
  return rest === '' ? 'at the end' : `before "${rest}"`;
}
