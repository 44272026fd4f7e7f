import { type FormEvent, useId, useState } from 'react';
import { toFault } from '../../api/fault.ts';
import { Icon } from '../icon.tsx';
import { Popover } from '../popover.tsx';
import type { Scene } from '../scene.ts';
import type { View } from '../view/view.ts';
import { describeRange, writeTime } from './describe.ts';
import { quickRanges } from './quick.ts';
import { intervalOf } from './range.ts';

/** Shows the time range and changes it. */
export function TimePicker({ view, change }: Pick<Scene, 'view' | 'change'>) {
  const shown = describeRange(view);
  const zone = view.timeZone === 'browser' ? '' : ` (${view.timeZone === 'utc' ? 'UTC' : view.timeZone})`;
  return (
    <Popover
      label={`Time range: ${shown}${zone}`}
      className="range"
      icon={
        <>
          <Icon name="clock" /> {shown}
          {zone}
        </>
      }
    >
      {(close) => (
        <div className="ranges">
          <OwnRange view={view} change={change} close={close} />
          <ul aria-label="Quick ranges">
            {quickRanges.map(([from, to, name]) => (
              <li key={name}>
                <button
                  type="button"
                  aria-pressed={from === view.from && to === view.to}
                  onClick={() => {
                    change({ from, to });
                    close();
                  }}
                >
                  {name}
                </button>
              </li>
            ))}
          </ul>
        </div>
      )}
    </Popover>
  );
}

interface OwnRangeProps extends Pick<Scene, 'view' | 'change'> {
  readonly close: () => void;
}

function OwnRange({ view, change, close }: OwnRangeProps) {
  const { timeZone } = view;
  const [from, setFrom] = useState(writeTime(view.from, timeZone));
  const [to, setTo] = useState(writeTime(view.to, timeZone));
  const fault = faultOf(from, to, timeZone);
  const id = useId();
  const apply = (event: FormEvent) => {
    event.preventDefault();
    if (fault !== undefined) return;
    const interval = intervalOf(from, to, timeZone, Date.now());
    // A time that was typed means the same instant in another zone.
    const written = (text: string, time: number) =>
      text.startsWith('now') ? text.trim() : new Date(time).toISOString();
    change({ from: written(from, interval.from), to: written(to, interval.to) });
    close();
  };
  return (
    <form onSubmit={apply}>
      <label>
        From
        <input value={from} onChange={({ target }) => setFrom(target.value)} aria-describedby={id} />
      </label>
      <label>
        To
        <input value={to} onChange={({ target }) => setTo(target.value)} aria-describedby={id} />
      </label>
      <p id={id} role="status" className={fault ? 'wrong' : 'quiet'}>
        {fault ?? 'Such as now-2h, or 2026-01-31 18:30:00.'}
      </p>
      <button type="submit" className="primary">
        Apply
      </button>
      <label>
        Time zone
        <select value={timeZone} onChange={({ target }) => change({ timezone: target.value })}>
          <option value="browser">Of this browser</option>
          <option value="utc">UTC</option>
          {!['browser', 'utc'].includes(timeZone) && <option>{timeZone}</option>}
        </select>
      </label>
    </form>
  );
}

function faultOf(from: string, to: string, timeZone: View['timeZone']): string | undefined {
  try {
    intervalOf(from, to, timeZone, Date.now());
    return undefined;
  } catch (error) {
    const { message, remedy } = toFault(error);
    return `${message} ${remedy}`;
  }
}
