import type { FormEvent } from 'react';
import type { Interval } from '../panels/props.ts';
import { localTime, presets } from './range.ts';

interface RangePickerProps {
  readonly from: string;
  readonly to: string;
  /** What the two stand for now; undefined when they are no times. */
  readonly interval: Interval | undefined;
  /** In Grafana's syntax. */
  readonly onChange: (from: string, to: string) => void;
}

/** Time until now, or between two moments. */
export function RangePicker({ from, to, interval, onChange }: RangePickerProps) {
  const preset = to === 'now' && presets.some(([value]) => value === from);
  const fixed = interval !== undefined && !(from + to).includes('now');
  function choose(value: string) {
    if (value !== 'fixed') onChange(value, 'now');
    else if (interval) onChange(String(interval.from), String(interval.to));
  }
  function apply(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const times = new FormData(event.currentTarget);
    const [start, end] = ['from', 'to'].map((name) => new Date(String(times.get(name))).getTime());
    onChange(String(start), String(end));
  }
  return (
    <>
      <select aria-label="Time range" value={fixed ? 'fixed' : from} onChange={({ target }) => choose(target.value)}>
        {presets.map(([value, name]) => (
          <option key={value} value={value}>
            {name}
          </option>
        ))}
        {!preset && !fixed && <option value={from}>{`${from} to ${to}`}</option>}
        <option value="fixed">Between two times…</option>
      </select>
      {fixed && (
        <form key={from + to} onSubmit={apply}>
          <input
            type="datetime-local"
            name="from"
            aria-label="From"
            step={1}
            required
            defaultValue={localTime(interval.from)}
          />
          <input
            type="datetime-local"
            name="to"
            aria-label="To"
            step={1}
            required
            defaultValue={localTime(interval.to)}
          />
          <button type="submit">Show</button>
        </form>
      )}
    </>
  );
}
