import { FaultNote } from '../../shell/states.tsx';
import { Icon } from '../icon.tsx';
import { Popover } from '../popover.tsx';
import { withRemedy } from './remedy.ts';

/** Opens the description of a panel. */
export function InfoMark({ name, text }: { readonly name: string; readonly text: string }) {
  return (
    <Popover label={`About ${name}`} className="bare quiet" icon={<Icon name="info" />}>
      {() => <p className="about">{text}</p>}
    </Popover>
  );
}

/** Says what a panel would look like elsewhere and does not here. */
export function MissingMark({ name, missing }: { readonly name: string; readonly missing: readonly string[] }) {
  return (
    <Popover label={`Not drawn in ${name}`} className="bare warning" icon={<Icon name="warning" />}>
      {() => (
        <div className="about">
          <p>The console does not draw:</p>
          <ul>
            {missing.map((one) => (
              <li key={one}>{one}</li>
            ))}
          </ul>
        </div>
      )}
    </Popover>
  );
}

interface FaultMarkProps {
  readonly name: string;
  readonly error: unknown;
  /** Epoch milliseconds of the last answer. */
  readonly since: number;
}

/** Says that what is shown is old, and why. */
export function FaultMark({ name, error, since }: FaultMarkProps) {
  const time = new Date(since).toLocaleTimeString();
  return (
    <Popover label={`${name} shows data of ${time}`} className="bare critical" icon={<Icon name="warning" />}>
      {() => (
        <>
          <p>The last refresh failed. This is what was known at {time}.</p>
          <FaultNote error={withRemedy(error)} />
        </>
      )}
    </Popover>
  );
}
