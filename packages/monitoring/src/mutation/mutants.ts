import { seconds } from '../promql/windows.ts';
import type { Rule } from '../proofs/keys.ts';
import { condense, partName, whole } from './condense.ts';
import { edits, isOfTarget } from './edits.ts';

/** A rule with one small fault. */
export interface Mutant {
  readonly rule: Rule;
  /** Line and column within the expression, with its parts as calls; or `for`. */
  readonly place: string;
  readonly before: string;
  readonly after: string;
}

/**
 * Every mutant of a rule.
 *
 * @param every how often it is evaluated at most: by so much its `for` is shortened and lengthened
 * @param inside whether to change the parts that it is made of, too
 */
export function mutants(rule: Rule, every: string, inside = false): Mutant[] {
  const { text, held, expand } = inside ? whole(rule.expr) : condense(rule.expr);
  const withExpr = (expr: string) => ({ ...rule, expr });
  const ofExpr = edits(text).map(
    ({ from, to, before, after }): Mutant => ({
      rule: withExpr(expand(text.slice(0, from) + after + text.slice(to))),
      place: place(text, from),
      before: partName(before) ?? before,
      after,
    }),
  );
  const dropped: Mutant[] = held
    ? [{ rule: withExpr(expand(text, false)), place: 'expr', before: 'held', after: 'not held' }]
    : [];
  const ofTargets = [...new Set(text.match(/\w+=~?"[^"]*"/g))].filter(isOfTarget).map(
    (matcher): Mutant => ({
      rule: withExpr(expand(text.replaceAll(`${matcher},`, '').replaceAll(matcher, ''))),
      place: 'expr',
      before: matcher,
      after: '',
    }),
  );
  return [...ofExpr, ...ofTargets, ...dropped, ...('alert' in rule ? otherTimes(rule, every) : [])];
}

function otherTimes(rule: Rule & { readonly for?: string }, every: string): Mutant[] {
  const before = rule.for ?? '0s';
  return [seconds(before) - seconds(every), seconds(before) + seconds(every)]
    .filter((time) => time >= 0)
    .map((time) => ({ rule: { ...rule, for: `${time}s` }, place: 'for', before, after: `${time}s` }));
}

function place(text: string, offset: number): string {
  const lines = text.slice(0, offset).split('\n');
  return `${lines.length}:${(lines.at(-1) ?? '').length + 1}`;
}
