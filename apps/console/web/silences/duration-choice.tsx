import { useNow } from '../time/when.tsx';

const end = new Intl.DateTimeFormat('en-GB', {
  weekday: 'short',
  day: 'numeric',
  month: 'short',
  hour: '2-digit',
  minute: '2-digit',
});

/** What the server takes, in hours. */
const durations = [
  ['1h', '1 hour', 1],
  ['4h', '4 hours', 4],
  ['1d', '1 day', 24],
  ['1w', '1 week', 168],
] as const;

interface DurationChoiceProps {
  readonly value: string;
  readonly onChange: (value: string) => void;
}

/** For how long, and until when that is. */
export function DurationChoice({ value, onChange }: DurationChoiceProps) {
  const now = useNow();
  return (
    <fieldset>
      <legend>For how long</legend>
      {durations.map(([short, name, hours]) => (
        <label key={short}>
          <input
            type="radio"
            name="duration"
            value={short}
            checked={value === short}
            onChange={() => onChange(short)}
          />
          <span>{name}</span> <small className="quiet">until {end.format(now + hours * 3_600_000)}</small>
        </label>
      ))}
    </fieldset>
  );
}
