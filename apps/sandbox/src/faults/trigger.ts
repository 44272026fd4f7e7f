import { refusal } from '../http/refusal.ts';
import type { Fault } from './fault.ts';
import { faultKinds } from './table.ts';

const trigger = /\[\[sandbox:([a-z0-9_]+)\]\]/;

/**
 * The fault that a request brings with itself, whatever its key: `[[sandbox:500]]` anywhere in it answers with that
 * status, `[[sandbox:hang]]` applies that kind with its defaults. Unknown words are plain text.
 */
export function findTrigger(body: string): Pick<Fault, 'kind' | 'apply'> | undefined {
  const word = trigger.exec(body)?.[1] ?? '';
  if (/^[45][0-9]{2}$/.test(word)) {
    const status = Number(word);
    return { kind: 'trigger', apply: (call) => refusal(call.dialect, status, `Asked for ${status} (simulated)`) };
  }
  const kind = faultKinds.get(word);
  return kind && !needsSettings(kind.kind) ? kind.create({ kind: word }) : undefined;
}

function needsSettings(kind: string): boolean {
  return kind === 'latency' || kind === 'keep_alive';
}
