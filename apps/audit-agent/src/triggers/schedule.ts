import { messageOf } from '@switchgear/service';
import { Cron } from 'croner';
import { AuditError } from '../errors.ts';
import { showTime } from '../figures.ts';
import type { Intake } from '../intake/intake.ts';
import type { Fault } from '../model.ts';
import { createPoll, type Poll } from './poll.ts';

/** A timer that slept with the machine, or a clock that was set, is noticed within this many milliseconds. */
const tickMs = 30_000;

export interface ScheduleOptions {
  /** Five fields, or a name such as `@hourly`. */
  readonly cron: string;
  /** IANA name, for example `Europe/Berlin`. */
  readonly timeZone: string;
  readonly intake: Pick<Intake, 'offer' | 'note' | 'setNote'>;
  /** When an audit last finished, in epoch milliseconds; undefined, and one is due at once. */
  readonly lastAuditAt: number | undefined;
  readonly onFault: (fault: Fault) => void;
  /** Epoch milliseconds. */
  readonly now?: () => number;
}

/**
 * Asks for an audit at each slot of the schedule. Of the slots that passed while machine or agent slept, the last one
 * is caught up.
 *
 * @throws AuditError `schedule`
 */
export function createSchedule(options: ScheduleOptions): Poll {
  const { intake, onFault, now = Date.now } = options;
  const cron = parse(options);

  const offer = (slot: number, at: number, why: string): void => {
    const iso = new Date(slot).toISOString();
    intake.offer({ trigger: 'scheduled', key: `schedule:${iso}`, text: `${why} ${showTime(slot)}`, at });
  };
  const look = (): void => {
    const at = now();
    const slot = cron.previousRuns(1, new Date(at + 1))[0]?.getTime() ?? 0;
    const note = intake.note('schedule.slot');
    const last = note === undefined ? options.lastAuditAt : Number(note);
    if (last === undefined) offer(slot, at, 'it is the first, for the slot of');
    else if (slot > last) offer(slot, at, at - slot > 2 * tickMs ? 'it catches up with the slot of' : 'it is due at');
    // Also when the clock was set back: what then passes again has a known key and asks for nothing.
    if (String(slot) !== note) intake.setNote('schedule.slot', String(slot));
  };
  const pauseMs = (): number => {
    const next = cron.nextRun(new Date(now()))?.getTime() ?? Number.POSITIVE_INFINITY;
    return Math.min(tickMs, Math.max(1, next - now()));
  };
  return createPoll({ look, pauseMs, type: 'schedule', onFault });
}

/** When the next slot begins, in epoch milliseconds. */
export function nextSlot(options: Pick<ScheduleOptions, 'cron' | 'timeZone'>, after: number): number | undefined {
  return parse(options).nextRun(new Date(after))?.getTime();
}

function parse({ cron, timeZone }: Pick<ScheduleOptions, 'cron' | 'timeZone'>): Cron {
  try {
    Intl.DateTimeFormat(undefined, { timeZone });
  } catch (error) {
    const message = `schedule: there is no time zone ${JSON.stringify(timeZone)}; write for example Europe/Berlin or UTC`;
    throw new AuditError('schedule', message, { cause: error });
  }
  try {
    const parsed = new Cron(cron, { mode: '5-part', timezone: timeZone });
    if (parsed.nextRun() !== null) return parsed;
  } catch (error) {
    const fault = messageOf(error);
    throw new AuditError('schedule', `schedule: ${JSON.stringify(cron)} is no cron expression: ${fault}; ${remedy}`);
  }
  throw new AuditError('schedule', `schedule: ${JSON.stringify(cron)} never comes; ${remedy}`);
}

const remedy = 'write minute, hour, day, month and weekday, for example `0 * * * *` for every hour';
