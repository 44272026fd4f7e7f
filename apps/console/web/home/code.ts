import type { Audit } from '../api/agents.ts';

/** The last part of a path, which people know the tree by. */
export function treeName(root: string): string {
  return root.split(/[/\\]/).findLast((part) => part !== '') ?? root;
}

/** Coverage of an audit, rounded down as in its report, and how it moved since the one before; of parts that failed, that they did. */
export function coverageWords({ percent, faults }: Audit, before: Audit | undefined): string {
  const failed = faults === 0 ? '' : `, ${faults} ${faults === 1 ? 'part' : 'parts'} of the audit failed`;
  if (typeof percent !== 'number') return `Not measured${failed}`;
  const change = typeof before?.percent === 'number' ? percent - before.percent : 0;
  const moved = Math.abs(change) < 0.05 ? '' : ` (${change > 0 ? '+' : '−'}${Math.abs(change).toFixed(1)})`;
  return `${(Math.floor(percent * 10) / 10).toFixed(1)} %${moved}${failed}`;
}
