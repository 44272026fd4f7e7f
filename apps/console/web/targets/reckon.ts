import type { Rule, RuleGroup, Target, Targets } from './answers.ts';

/** Targets by job, those in trouble first. */
export function byJob(all: readonly Target[]): [job: string, targets: Target[]][] {
  const sorted = all.toSorted(
    (a, b) => Number(a.health === 'up') - Number(b.health === 'up') || a.scrapeUrl.localeCompare(b.scrapeUrl),
  );
  return [...Map.groupBy(sorted, ({ labels }) => labels['job'] ?? '')];
}

export function droppedCount({ droppedTargetCounts, droppedTargets = [] }: Targets): number {
  if (droppedTargetCounts === undefined) return droppedTargets.length;
  return Object.values(droppedTargetCounts).reduce((sum, count) => sum + count, 0);
}

/** What the target is called: its program, else its job. */
export function programOf({ labels }: Target): string {
  return labels['component'] ?? labels['job'] ?? '';
}

/** The command that tells why a target is down. A label is part of it only when a shell takes it for a mere word. */
export function commandFor(target: Target): string {
  const program = programOf(target);
  return /^[a-z][a-z-]*$/.test(program) ? `npx switchgear logs ${program}` : 'npx switchgear status';
}

/** What is wrong with a group of rules; undefined when nothing is. @param now epoch milliseconds */
export function troubleOf(group: RuleGroup, now: number): string | undefined {
  const failing = group.rules.filter(({ health }) => health === 'err').length;
  if (failing > 0) return `${failing} of ${group.rules.length} fail`;
  if (group.evaluationTime > group.interval) return 'Slower than its interval';
  const age = (now - Date.parse(group.lastEvaluation)) / 1000;
  // One may be due just now.
  return age > 2 * group.interval + 5 ? 'Late' : undefined;
}

export interface RuleOfGroup extends Rule {
  readonly group: string;
}

/** Every rule, the slowest first. */
export function slowestFirst(groups: readonly RuleGroup[]): RuleOfGroup[] {
  return groups
    .flatMap(({ name: group, rules }) => rules.map((rule) => ({ ...rule, group })))
    .sort((a, b) => b.evaluationTime - a.evaluationTime);
}

/** A short time with three digits: `1.68 ms`, `2.35 s`. */
export function took(seconds: number): string {
  return seconds < 1 ? `${(seconds * 1000).toPrecision(3)} ms` : `${seconds.toFixed(2)} s`;
}
