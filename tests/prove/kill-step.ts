import { copyFileSync, mkdtempSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as delay } from 'node:timers/promises';
import { Random } from '../load/random.ts';
import { soakSettings } from '../load/soak.ts';
import type { BreakerView } from '../support/admin.ts';
import { eventually } from '../support/eventually.ts';
import { Platform } from '../support/platform.ts';
import { residentBytes } from '../support/processes.ts';
import { BackgroundLoad } from './background-load.ts';
import { milliseconds, thousands } from './figures.ts';
import type { Step } from './step.ts';

const backMs = 2_000;
/** Keys whose open time ends sooner may rightly be closed again when we look. */
const lastingMs = 5_000;

interface Round {
  readonly backMs: number;
  /** Keys that were open before, and those of them that came back as they were. */
  readonly open: number;
  readonly remembered: number;
  readonly forgotten: readonly string[];
  readonly integrity: string;
}

/** `kill -9` of the gateway at random moments under load. */
export const killStep: Step = {
  name: 'kill',
  about: 'kill -9 of the gateway at a random moment under load',
  async run({ quick, log }) {
    const seed = process.env['SWITCHGEAR_TEST_SEED'] ?? String(Date.now());
    log(`SWITCHGEAR_TEST_SEED=${seed}`);
    const random = new Random(seed);
    const rounds: Round[] = [];
    const platform = await Platform.start({ settings: soakSettings });
    const load = new BackgroundLoad(platform.gatewayUrl, 100, seed);
    try {
      await breakSomeKeys(platform);
      for (let number = 1; number <= (quick ? 3 : 20); number++) {
        const round = await killOnce(platform, load, random);
        rounds.push(round);
        const memory = `${round.remembered} of ${round.open} open keys remembered`;
        log(`${number}: back after ${milliseconds(round.backMs)}, ${memory}, state file ${round.integrity}`);
        for (const line of round.forgotten) log(line);
      }
    } finally {
      await load.stop();
      await platform.dispose();
    }
    for (const violation of load.violations.slice(0, 10)) log(violation);
    const slowest = Math.max(...rounds.map((round) => round.backMs));
    const intact = rounds.filter(({ integrity }) => integrity === 'ok').length;
    const sum = (pick: (round: Round) => number) => rounds.reduce((total, round) => total + pick(round), 0);
    const [open, remembered] = [sum((round) => round.open), sum((round) => round.remembered)];
    return [
      {
        promise: `Killed ${rounds.length} times with kill -9 under load, the gateway is ready again`,
        bar: `each time within ${backMs / 1000} s`,
        measured: `slowest ${milliseconds(slowest)}`,
        holds: slowest <= backMs,
      },
      {
        promise: 'It remembers open and quarantined keys, with reason and deadline',
        bar: 'all',
        measured: `${remembered} of ${open}`,
        holds: open > 0 && remembered === open,
      },
      {
        promise: 'Its state file passes PRAGMA integrity_check each time',
        bar: 'all',
        measured: `${intact} of ${rounds.length}`,
        holds: intact === rounds.length,
      },
      {
        promise: 'No request is answered wrongly before, between and after the kills',
        bar: '0 wrong',
        measured: `${load.violations.length} wrong of ${thousands(load.requests)}, ${thousands(load.excused)} broken off by a kill`,
        holds: load.violations.length === 0,
      },
    ];
  },
};

/** Of each provider one key stays healthy; one is revoked or without credit, one rests for long. */
async function breakSomeKeys({ sandbox }: Platform): Promise<void> {
  await sandbox.setFault('deepseek-1', { kind: 'unauthorized' });
  await sandbox.setFault('deepseek-2', { kind: 'rate_limit', retry_after_seconds: 600 });
  await sandbox.setFault('perplexity-1', { kind: 'payment_required' });
  await sandbox.setFault('perplexity-2', { kind: 'rate_limit', retry_after_seconds: 900 });
}

async function killOnce(platform: Platform, load: BackgroundLoad, random: Random): Promise<Round> {
  const { admin, gatewayUrl } = platform;
  // A key that has opened just now is the one that is most easily forgotten.
  await admin.reset(random.pick(['deepseek-1', 'deepseek-2', 'perplexity-1', 'perplexity-2']));
  const pid = await platform.pidOf('gateway');
  await delay(random.between(500, 4_000));
  const before = (await admin.breakers()).filter(isOpenForLong);
  await delay(random.between(0, 100));
  const killedAt = performance.now();
  load.outageFrom(killedAt);
  process.kill(pid, 'SIGKILL');
  const stateFile = await copyOfState(platform, pid);
  await eventually(() => expectReady(gatewayUrl), { withinMs: 30_000, everyMs: 10 });
  const backAfterMs = performance.now() - killedAt;
  load.outageUntil(performance.now());
  const after = new Map((await admin.breakers()).map((breaker) => [breaker.key_id, breaker]));
  const forgotten = before.filter((was) => !isSame(was, after.get(was.key_id)));
  return {
    backMs: backAfterMs,
    open: before.length,
    remembered: before.length - forgotten.length,
    forgotten: forgotten.map((was) => `was ${JSON.stringify(was)}, is ${JSON.stringify(after.get(was.key_id))}`),
    integrity: integrityOf(stateFile),
  };
}

async function expectReady(gatewayUrl: string): Promise<void> {
  const { status } = await fetch(`${gatewayUrl}/ready`, { signal: AbortSignal.timeout(1_000) });
  if (status !== 200) throw new Error(`/ready answers ${status}`);
}

function isOpenForLong({ state, open_reason: reason, open_until: until }: BreakerView): boolean {
  if (state !== 'open') return false;
  return reason === 'quarantine' || (until !== null && Date.parse(until) > Date.now() + lastingMs);
}

function isSame(was: BreakerView, is: BreakerView | undefined): boolean {
  return is?.state === 'open' && is.open_reason === was.open_reason && is.open_until === was.open_until;
}

/** Copies the file as the kill has left it, before the next gateway opens it. */
async function copyOfState({ folder, stateDir }: Platform, killed: number): Promise<string> {
  await eventually(
    () => {
      if (residentBytes(killed) !== undefined) throw new Error('the killed process is still there');
    },
    { everyMs: 1 },
  );
  const copy = mkdtempSync(join(folder, 'killed-'));
  for (const name of readdirSync(stateDir).filter((file) => file.startsWith('gateway.db'))) {
    copyFileSync(join(stateDir, name), join(copy, name));
  }
  return join(copy, 'gateway.db');
}

function integrityOf(file: string): string {
  const aside = readdirSync(dirname(file)).filter((name) => name.includes('corrupt'));
  if (aside.length > 0) return `was found damaged: ${aside.join(', ')}`;
  const database = new DatabaseSync(file);
  try {
    const rows = database.prepare('PRAGMA integrity_check').all();
    return rows.map(({ integrity_check: text }) => String(text)).join('; ');
  } finally {
    database.close();
  }
}
