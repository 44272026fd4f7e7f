import type { CSSProperties } from 'react';
import type { FieldDisplay, GrafanaTheme2 } from '../../grafana/data.ts';
import { NoData } from '../no-data.tsx';
import type { PanelProps } from '../props.ts';
import { readable } from '../readable.ts';
import { gridOf, type Orientation } from '../values/grid.ts';
import { textOf, widest, widthOf, widthOfValue } from '../values/measure.ts';
import { Meter, named } from '../values/meter.tsx';
import { readValues, shareOf } from '../values/read.ts';
import { ValueGrid, ValueText } from '../values/value-grid.tsx';
import { fitBar, type Placement } from './fit.ts';
import { type DisplayMode, paintOf, percent } from './paint.ts';
import './style.css';

interface BarGaugeOptions {
  readonly orientation: Orientation;
  readonly displayMode: DisplayMode;
  readonly valueMode: 'color' | 'text' | 'hidden';
  readonly namePlacement: 'auto' | 'top' | 'left' | 'hidden';
  readonly showUnfilled: boolean;
}

const defaults: BarGaugeOptions = {
  orientation: 'auto',
  displayMode: 'gradient',
  valueMode: 'color',
  namePlacement: 'auto',
  showUnfilled: true,
};

export function BarGauge(props: PanelProps) {
  const { panel, width, height, theme } = props;
  const options: BarGaugeOptions = { ...defaults, ...panel.options };
  const values = readValues(props);
  if (values.length === 0) return <NoData panel={panel} />;
  const isNamed = named(values);
  const lying = options.orientation === 'horizontal' || (options.orientation === 'auto' && width <= height);
  const least = lying ? { width: 60, height: 18 } : { width: 40, height: 48 };
  const grid = gridOf(values.length, { width, height }, lying ? 'horizontal' : 'vertical', least, ({ width }) => width);
  const placement = fitBar(grid.cell, {
    name: isNamed ? widest(values, ({ display }) => widthOf(display.title ?? '')) : 0,
    value: options.valueMode === 'hidden' ? 0 : widest(values, ({ display }) => widthOfValue(display)),
    lying,
    placement: options.namePlacement,
  });
  return (
    <ValueGrid values={values} grid={grid} height={height}>
      {(value) => (
        <Meter
          value={value}
          name={isNamed ? value.display.title : panel.title}
          className={`bar-gauge ${lying ? 'lying' : 'standing'} name-${placement.name}`}
        >
          <Bar value={value} lying={lying} options={options} placement={placement} theme={theme} />
        </Meter>
      )}
    </ValueGrid>
  );
}

interface BarProps {
  readonly value: FieldDisplay;
  readonly lying: boolean;
  readonly options: BarGaugeOptions;
  readonly placement: Placement;
  readonly theme: GrafanaTheme2;
}

function Bar({ value, lying, options, placement, theme }: BarProps) {
  const { display } = value;
  const rest = percent(1 - shareOf(value));
  const fill: CSSProperties = {
    background: paintOf(value, options.displayMode, lying, theme),
    clipPath: lying ? `inset(0 ${rest} 0 0)` : `inset(${rest} 0 0 0)`,
  };
  const color = options.valueMode === 'color' ? display.color && readable(display.color, theme) : undefined;
  return (
    <>
      {placement.name !== 'hidden' && (
        <span
          className="line name"
          title={display.title}
          style={{ fontSize: placement.nameSize, width: placement.nameWidth || undefined }}
        >
          {display.title}
        </span>
      )}
      <span className={`bar ${options.displayMode} ${options.showUnfilled ? 'track' : ''}`}>
        <span style={fill} />
      </span>
      {options.valueMode !== 'hidden' && (
        <span
          className="line main"
          title={textOf(value)}
          style={{ fontSize: placement.valueSize, color, width: placement.valueWidth || undefined }}
        >
          <ValueText display={display} />
        </span>
      )}
    </>
  );
}
