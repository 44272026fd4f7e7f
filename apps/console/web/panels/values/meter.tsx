import type { ReactNode } from 'react';
import type { FieldDisplay } from '../../grafana/data.ts';
import { textOf } from './measure.ts';
import { boundsOf } from './read.ts';

interface MeterProps {
  readonly value: FieldDisplay;
  readonly name: string | undefined;
  readonly className: string;
  readonly children: ReactNode;
}

/** What is drawn of a value between a least and a most, for those who hear it. */
export function Meter({ value, name, className, children }: MeterProps) {
  const { min, max } = boundsOf(value.field);
  const { numeric } = value.display;
  return (
    // biome-ignore lint/a11y/useSemanticElements: the element of that name draws itself
    <div
      role="meter"
      aria-label={name || 'Value'}
      aria-valuemin={min}
      aria-valuemax={max}
      aria-valuenow={Number.isFinite(numeric) ? numeric : min}
      aria-valuetext={textOf(value)}
      className={className}
    >
      {children}
    </div>
  );
}

/** Whether values of a gauge need their names: one alone is named by its panel. */
export function named(values: readonly FieldDisplay[]): boolean {
  return values.length > 1 || values.some(({ field }) => field.displayName);
}
