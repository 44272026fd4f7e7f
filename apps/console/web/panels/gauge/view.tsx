import { type FieldDisplay, formattedValueToString, type GrafanaTheme2 } from '../../grafana/data.ts';
import { NoData } from '../no-data.tsx';
import type { PanelProps } from '../props.ts';
import { readable } from '../readable.ts';
import { bandsOf } from '../values/bands.ts';
import { type Box, gridOf, type Orientation } from '../values/grid.ts';
import { textOf, widest, widthOf, widthOfValue } from '../values/measure.ts';
import { Meter, named } from '../values/meter.tsx';
import { readValues, shareOf } from '../values/read.ts';
import { ValueGrid, ValueText } from '../values/value-grid.tsx';
import { arcOf, dialIn, pointAt } from './arc.ts';
import './style.css';

interface GaugeOptions {
  readonly orientation: Orientation;
  readonly showThresholdMarkers: boolean;
  readonly showThresholdLabels: boolean;
}

const defaults: GaugeOptions = { orientation: 'auto', showThresholdMarkers: true, showThresholdLabels: false };
const least = { width: 72, height: 48 };
const labelSize = 11;
const sizeIn = ({ width, height }: Box) => Math.min(width / 1.2, height);

export function Gauge(props: PanelProps) {
  const { panel, width, height, theme } = props;
  const options: GaugeOptions = { ...defaults, ...panel.options };
  const values = readValues(props);
  if (values.length === 0) return <NoData panel={panel} />;
  const grid = gridOf(values.length, { width, height }, options.orientation, least, sizeIn);
  const isNamed = named(values);
  const nameWidth = widest(values, ({ display }) => widthOf(display.title ?? ''));
  const nameSize = isNamed && grid.cell.height >= 60 ? between(10, grid.cell.width / nameWidth, 13) : 0;
  const margins = options.showThresholdLabels
    ? values.flatMap(labelsOf).map(({ text }) => widthOf(text) * labelSize + 8)
    : [];
  const box = { width: grid.cell.width, height: grid.cell.height - nameSize * 1.3 };
  const dial = dialIn(box, Math.max(1, ...margins));
  const inner = dial.radius - dial.band - dial.gap - dial.ring;
  const room = (inner * 1.7) / widest(values, ({ display }) => widthOfValue(display));
  const size = between(10, room, inner * 0.6);
  return (
    <ValueGrid values={values} grid={grid} height={height}>
      {(value) => (
        <Meter value={value} name={isNamed ? value.display.title : panel.title} className="gauge">
          <div className="dial">
            <svg width={grid.cell.width} height={dial.height} aria-hidden="true">
              <Dial dial={dial} value={value} options={options} theme={theme} />
            </svg>
            <span
              className="line main"
              title={textOf(value)}
              style={{ top: dial.centre.y, fontSize: size, color: tintOf(value, theme) }}
            >
              <ValueText display={value.display} />
            </span>
          </div>
          {nameSize > 0 && (
            <span className="line" style={{ fontSize: nameSize }} title={value.display.title}>
              {value.display.title}
            </span>
          )}
        </Meter>
      )}
    </ValueGrid>
  );
}

interface DialProps {
  readonly dial: ReturnType<typeof dialIn>;
  readonly value: FieldDisplay;
  readonly options: GaugeOptions;
  readonly theme: GrafanaTheme2;
}

function Dial({ dial, value, options, theme }: DialProps) {
  const share = shareOf(value);
  const radius = options.showThresholdMarkers ? dial.radius - dial.band - dial.gap : dial.radius;
  return (
    <>
      <path d={arcOf(dial, radius, dial.ring, 0, 1)} className="track" />
      {share > 0 && <path d={arcOf(dial, radius, dial.ring, 0, share)} fill={value.display.color} />}
      {options.showThresholdMarkers &&
        bandsOf(value.field).map(({ from, to, color }) => (
          <path
            key={from}
            d={arcOf(dial, dial.radius, dial.band, from, to)}
            fill={theme.visualization.getColorByName(color)}
          />
        ))}
      {options.showThresholdLabels &&
        labelsOf(value).map(({ share, text }) => {
          const { x, y } = pointAt(dial.centre, dial.radius + 4, share);
          const anchor = share < 0.45 ? 'end' : share > 0.55 ? 'start' : 'middle';
          return (
            <text key={share} x={x} y={y} fontSize={labelSize} textAnchor={anchor}>
              {text}
            </text>
          );
        })}
    </>
  );
}

/** The thresholds above the lowest, written as the field writes its values. */
function labelsOf({ field, view, colIndex }: FieldDisplay): { readonly share: number; readonly text: string }[] {
  const display = colIndex === undefined ? undefined : view?.getFieldDisplayProcessor(colIndex);
  if (display === undefined) return [];
  return bandsOf(field)
    .slice(1)
    .map(({ from, value }) => ({ share: from, text: formattedValueToString(display(value)) }));
}

function tintOf({ display }: FieldDisplay, theme: GrafanaTheme2): string | undefined {
  return display.color && readable(display.color, theme);
}

function between(least: number, size: number, most: number): number {
  return Math.max(least, Math.min(size, most));
}
