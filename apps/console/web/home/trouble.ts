import type { KeyCounts } from '../breakers/board.ts';
import { type Breaker, reasonWord } from '../breakers/breaker.ts';
import { until } from '../breakers/probe.ts';
import { clock, duration } from '../time/duration.ts';
import { minutes, type Requests, totalOf } from './requests.ts';

/** What is to be said about something: what it is, whether callers notice, and what happens next. A sentence or two each. */
export interface Statement {
  readonly tone: 'critical' | 'warning' | 'good' | 'unknown';
  readonly what: string;
  readonly callers: string;
  readonly next: string;
  /** The provider that it is about, and the key when it is one. */
  readonly about?: { readonly provider: string; readonly key?: string };
}

export interface ProviderView {
  readonly provider: string;
  readonly breakers: readonly Breaker[];
  readonly counts: Readonly<KeyCounts> | undefined;
  /** Undefined when nobody knows. */
  readonly requests: Requests | undefined;
}

/**
 * What is wrong with a provider, in plain words; undefined for nothing.
 *
 * @param now epoch milliseconds
 */
export function troubleOf(view: ProviderView, now: number): Statement | undefined {
  const { provider, breakers, requests } = view;
  const open = breakers.filter(({ state }) => state === 'open');
  const halfOpen = breakers.filter(({ state }) => state === 'half_open');
  const suffering = requests === undefined ? 0 : requests.refused + requests.failed;
  const [key, ...more] = open.length > 0 ? open : halfOpen;
  const about = key !== undefined && more.length === 0 ? { provider, key: key.keyId } : { provider };
  const statement = { callers: callersOf(view, open, now), about };
  if (open.length > 0) {
    const tone = othersOf(view) + halfOpen.length === 0 ? 'critical' : 'warning';
    return { ...statement, tone, what: openKeys(provider, open, breakers.length), next: nextOf(open, now) };
  }
  if (halfOpen.length > 0) {
    const [first] = halfOpen;
    const what =
      halfOpen.length === 1
        ? `${first?.keyId} is half-open: it is being tried.`
        : `${halfOpen.length} keys of ${provider} are half-open: they are being tried.`;
    return {
      ...statement,
      tone: 'warning',
      what,
      next: 'It closes when its probes succeed, and opens again when one fails.',
    };
  }
  if (suffering === 0) return undefined;
  const what = `Requests to ${provider} failed, though none of its keys is open now.`;
  return {
    ...statement,
    tone: 'warning',
    what,
    next: 'A key that goes on failing opens, and the others take its calls.',
  };
}

/** Keys that take calls without reserve. */
function othersOf({ counts, breakers }: ProviderView): number {
  const halfOpen = breakers.filter(({ state }) => state === 'half_open').length;
  const closed = breakers.filter(({ state }) => state === 'closed').length;
  // Backups that are kept back are closed as well.
  return counts === undefined ? closed : Math.max(counts.active - halfOpen, 0);
}

function openKeys(provider: string, open: readonly Breaker[], all: number): string {
  const reasons = Map.groupBy(open, ({ reason }) => reasonWord(reason));
  const names = open.map(({ keyId }) => keyId);
  const [name] = names;
  if (open.length === 1) {
    const reason = open[0]?.reason;
    const subject = all === 1 ? `${name}, the only key of ${provider},` : name;
    if (reason === 'quarantine') return `${subject} is quarantined: ${provider} refuses it.`;
    if (reason === 'override') return `${subject} is held open by an override.`;
    return `${subject} is open (${reasonWord(reason)}).`;
  }
  const why = [...reasons]
    .map(([reason, keys]) => (reasons.size === 1 ? reason : `${reason}: ${keys.length}`))
    .join(', ');
  if (open.length === all) return `All ${all} keys of ${provider} are open (${why}).`;
  if (open.length <= 3) return `${names.slice(0, -1).join(', ')} and ${names.at(-1)} are open (${why}).`;
  return `${open.length} of ${all} keys of ${provider} are open (${why}).`;
}

function callersOf(view: ProviderView, open: readonly Breaker[], now: number): string {
  const { provider, breakers, requests } = view;
  const others = othersOf(view);
  const isTrying = breakers.some(({ state }) => state === 'half_open');
  const told = sufferingOf(view);
  if (others === 0 && isTrying)
    return `${told} Of calls to ${provider} only probes get through; the rest is refused.`.trim();
  if (others === 0) return `Callers notice: ${refusedUntil(provider, open, now)}`;
  const take = `${others} ${open.length === 0 ? '' : 'other '}key${others === 1 ? '' : 's'} of ${provider} ${others === 1 ? 'takes' : 'take'} the calls.`;
  if (requests === undefined) return `Whether callers notice is not known. ${take}`;
  if (told !== '') return `${told} Now ${take}`;
  if (totalOf(requests) < 0.5) return `No caller has asked ${provider} in the last ${minutes} minutes. ${take}`;
  return `Callers notice nothing: ${take}`;
}

function sufferingOf({ provider, requests }: ProviderView): string {
  if (requests === undefined) return '';
  const { refused, failed } = requests;
  const bad = Math.ceil(refused + failed);
  if (bad === 0) return '';
  const total = Math.max(bad, Math.round(totalOf(requests)));
  return `Callers notice: ${bad} of ${total} requests to ${provider} ${failed === 0 ? 'were refused' : 'failed'} in the last ${minutes} minutes.`;
}

function refusedUntil(provider: string, open: readonly Breaker[], now: number): string {
  const first = firstDeadline(open);
  if (first === undefined) return `calls to ${provider} are refused until one of its keys works again.`;
  if (first <= now) return `calls to ${provider} are refused, but for the next one, which tries a key again.`;
  return `calls to ${provider} are refused until ${clock(first, now)}, and told to come back then.`;
}

function nextOf(open: readonly Breaker[], now: number): string {
  const one = open.length === 1;
  const first = firstDeadline(open);
  const waiting = open.filter(({ openUntil }) => openUntil !== undefined);
  if (first !== undefined) {
    if (first <= now)
      return `The next call tries ${one ? 'it' : 'one of them'} again; if none comes, the gateway does so itself.`;
    const again = `${one ? 'It is' : `${waiting.length === 1 ? waiting[0]?.keyId : 'The first of them'} is`} tried again ${until(first, now)}.`;
    return [again, ...byHand(open)].join(' ');
  }
  if (open.every(({ reason }) => reason === 'override')) {
    return `${one ? 'It stays' : 'They stay'} open until somebody ends the override, on the page Breakers.`;
  }
  const mend = one ? 'Replace the key or mend its account' : 'Replace the keys or mend their accounts';
  return `${mend}: a free probe, every 15 minutes by default, then brings ${one ? 'it' : 'them'} back.`;
}

/** What keys without a deadline wait for, beside others that have one. */
function byHand(open: readonly Breaker[]): string[] {
  const named = (reason: string) => open.filter((one) => one.reason === reason).map(({ keyId }) => keyId);
  const [refused, held] = [named('quarantine'), named('override')];
  return [
    ...(refused.length > 0 ? [`For ${refused.join(', ')}, replace the key or mend its account.`] : []),
    ...(held.length > 0 ? [`For ${held.join(', ')}, somebody has to end the override.`] : []),
  ];
}

function firstDeadline(open: readonly Breaker[]): number | undefined {
  const deadlines = open.flatMap(({ openUntil }) => openUntil ?? []);
  return deadlines.length === 0 ? undefined : Math.min(...deadlines);
}

/** Since when, where that is known. */
export function sinceWords(since: number | undefined, now: number): string {
  return since === undefined ? '' : ` since ${clock(since, now)} (${duration((now - since) / 1000)})`;
}
