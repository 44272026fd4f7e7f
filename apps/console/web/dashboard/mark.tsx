import { Icon } from './icon.tsx';
import { Popover } from './popover.tsx';

interface MarkProps {
  readonly label: string;
  readonly text: string;
}

/** A small sign that something is wrong, which says what when it is pressed. */
export function Mark({ label, text }: MarkProps) {
  return (
    <Popover label={label} className="bare critical" icon={<Icon name="warning" />}>
      {() => <p className="about">{text}</p>}
    </Popover>
  );
}
