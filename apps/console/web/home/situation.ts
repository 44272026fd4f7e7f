import type { Board } from '../breakers/board.ts';
import type { Program } from './programs.ts';
import { minutes, type Requests, sumOf, totalOf } from './requests.ts';
import { type Statement, sinceWords, troubleOf } from './trouble.ts';

/** All that is known; undefined is what could not be asked. */
export interface Picture {
  readonly board: Board | undefined;
  readonly programs: readonly Program[] | undefined;
  readonly requests: ReadonlyMap<string, Requests> | undefined;
  /** Names of alerts that fire and are critical or warnings. */
  readonly firing: readonly string[] | undefined;
  /** Tests of the code base that fail; undefined also where no agent runs them. */
  readonly failingTests: number | undefined;
}

const tones: readonly Statement['tone'][] = ['critical', 'unknown', 'warning', 'good'];

/**
 * What somebody who has never seen this should know, the worst first. There is always something to say.
 *
 * @param now epoch milliseconds
 */
export function situationOf(picture: Picture, now: number): readonly [Statement, ...Statement[]] {
  const { board, programs, requests } = picture;
  if (board === undefined && programs === undefined) return [prometheusIsDown];
  const down = programs?.filter(({ down }) => down > 0) ?? [];
  const gateway = down.find(({ name }) => name === 'gateway');
  const found: Statement[] = down
    .filter(({ name }) => name !== 'gateway' && name !== 'alertmanager')
    .map((program) => isDown(program, now));
  if (picture.firing === undefined) found.push(alertmanagerIsDown);
  if (gateway !== undefined && gateway.down === gateway.instances) found.push(gatewayIsDown(gateway, now));
  else if (board === undefined) found.push(keysAreUnknown);
  else if (board.breakers.length === 0) found.push(gatewayIsSilent);
  else found.push(...keysOf(board, requests, now));
  if (gateway !== undefined && gateway.down < gateway.instances) found.push(isDown(gateway, now));
  const [first, ...rest] = found.sort((a, b) => tones.indexOf(a.tone) - tones.indexOf(b.tone));
  return first === undefined ? [allIsWell(picture)] : [first, ...rest];
}

function keysOf(board: Board, requests: Picture['requests'], now: number): Statement[] {
  return [...Map.groupBy(board.breakers, ({ provider }) => provider)].flatMap(([provider, breakers]) => {
    const counts = board.counts.get(provider);
    // With the answer for others there, one without requests has none.
    const asked = requests && (requests.get(provider) ?? sumOf([]));
    return troubleOf({ provider, breakers, counts, requests: asked }, now) ?? [];
  });
}

function allIsWell({ board, requests, firing = [], failingTests = 0 }: Picture): Statement {
  const keys = board?.breakers.length ?? 0;
  const names = [...new Set(firing)];
  const todo = [
    ...(names.length === 0
      ? []
      : [`See what fires: ${names.slice(0, 3).join(', ')}${names.length > 3 ? ` and ${names.length - 3} more` : ''}.`]),
    ...(failingTests === 0
      ? []
      : [`See the code base: ${failingTests === 1 ? 'a test fails' : `${failingTests} tests fail`}.`]),
  ];
  return {
    tone: todo.length === 0 ? 'good' : 'warning',
    what: keys === 1 ? 'The only key is closed.' : `All ${keys} keys are closed.`,
    callers: servedWords(requests),
    next: todo.length === 0 ? 'Nothing needs to be done.' : todo.join(' '),
  };
}

function servedWords(requests: Picture['requests']): string {
  if (requests === undefined) return 'Whether callers are served is not known: the query for it failed.';
  const total = Math.round(totalOf(sumOf(requests.values())));
  if (total === 0) return `No call has come in the last ${minutes} minutes.`;
  return `Callers notice nothing: all ${total} requests of the last ${minutes} minutes were served.`;
}

const prometheusIsDown: Statement = {
  tone: 'unknown',
  what: 'Nothing is known: Prometheus does not answer.',
  callers: 'Whether callers notice anything is not known. The gateway serves them without Prometheus.',
  next: 'npx switchgear status says what runs, and npx switchgear restart prometheus starts it. This page goes on asking.',
};

const keysAreUnknown: Statement = {
  tone: 'unknown',
  what: 'The state of the keys is not known: the query for it failed.',
  callers: 'Whether callers notice anything is not known.',
  next: 'This page goes on asking. npx switchgear logs prometheus may say why.',
};

const gatewayIsSilent: Statement = {
  tone: 'unknown',
  what: 'No key is known: Prometheus has not heard of any from the gateway yet.',
  callers: 'Whether callers notice anything is not known.',
  next: 'After a start it takes some 15 seconds. If it stays so, see npx switchgear status.',
};

const alertmanagerIsDown: Statement = {
  tone: 'warning',
  what: 'Alertmanager does not answer, so alerts reach nobody.',
  callers: 'Callers do not notice.',
  next: 'npx switchgear restart alertmanager starts it; npx switchgear logs alertmanager says why it ended.',
};

function gatewayIsDown({ since }: Program, now: number): Statement {
  return {
    tone: 'critical',
    what: `The gateway is down${sinceWords(since, now)}.`,
    callers: 'Callers notice: nobody answers them.',
    next: 'npx switchgear restart gateway starts it; npx switchgear logs gateway says why it ended.',
  };
}

function isDown({ name, instances, down, since }: Program, now: number): Statement {
  const subject = instances === 1 ? `${name} is` : `${down} of ${instances} instances of ${name} are`;
  return {
    tone: 'warning',
    what: `${subject} down${sinceWords(since, now)}.`,
    callers:
      name === 'sandbox'
        ? 'Callers of simulated providers notice soon: it answers them.'
        : name === 'gateway'
          ? 'Callers of the others do not notice.'
          : 'Callers do not notice: the gateway works without it.',
    next: `npx switchgear restart ${name} starts it; npx switchgear logs ${name} says why it ended.`,
  };
}
