import type { DisplayValue, FieldDisplay, GrafanaTheme2 } from '../../grafana/data.ts';
import { NoData } from '../no-data.tsx';
import type { PanelProps } from '../props.ts';
import { inkOn, readable } from '../readable.ts';
import { type Box, gridOf, type Orientation } from '../values/grid.ts';
import { textOf, widest, widthOf, widthOfValue } from '../values/measure.ts';
import { readValues } from '../values/read.ts';
import { ValueGrid, ValueText } from '../values/value-grid.tsx';
import { type Fit, fitStat } from './fit.ts';
import { curveOf } from './sparkline.ts';
import './style.css';

interface StatOptions {
  readonly orientation: Orientation;
  readonly textMode: 'auto' | 'value' | 'value_and_name' | 'name' | 'none';
  readonly colorMode: 'none' | 'value' | 'background' | 'background_solid';
  readonly graphMode: 'none' | 'area';
  readonly justifyMode: 'auto' | 'center';
  readonly showPercentChange: boolean;
  readonly percentChangeColorMode: 'standard' | 'inverted' | 'same_as_value';
  readonly wideLayout: boolean;
}

const defaults: StatOptions = {
  orientation: 'auto',
  textMode: 'auto',
  colorMode: 'value',
  graphMode: 'area',
  justifyMode: 'auto',
  showPercentChange: false,
  percentChangeColorMode: 'standard',
  wideLayout: true,
};

export function Stat(props: PanelProps) {
  const { panel, width, height, theme } = props;
  const options: StatOptions = { ...defaults, ...panel.options };
  const { textMode, showPercentChange } = options;
  const sparkline = options.graphMode === 'area';
  const values = readValues(props, { sparkline, percentChange: showPercentChange });
  if (values.length === 0) return <NoData panel={panel} />;
  const named = textMode === 'value_and_name' || (textMode === 'auto' && values.length > 1);
  const nameWidth = ({ display }: FieldDisplay) => widthOf(display.title ?? '');
  const main = widest(values, textMode === 'name' ? nameWidth : ({ display }) => widthOfValue(display));
  const name = named ? widest(values, nameWidth) : 0;
  // Wide enough for the smallest text, unless that is a long one.
  const least = { width: Math.min(Math.max(main, name, 4) * 10 + 16, 160), height: named ? 32 : 24 };
  const lines = { main, name, change: showPercentChange, chart: values.some(hasCurve), wide: options.wideLayout };
  const sizeIn = (cell: Box) => {
    const { main, chart } = fitStat(cell, lines);
    // A larger value is not worth its curve.
    return lines.chart && chart === 0 ? main / 2 : main;
  };
  const grid = gridOf(values.length, { width, height }, options.orientation, least, sizeIn);
  const fit = fitStat(grid.cell, lines);
  return (
    <ValueGrid values={values} grid={grid} height={height}>
      {(value) => (
        <Cell value={value} options={options} fit={fit} named={named} width={grid.cell.width} theme={theme} />
      )}
    </ValueGrid>
  );
}

interface CellProps {
  readonly value: FieldDisplay;
  readonly options: StatOptions;
  readonly fit: Fit;
  readonly named: boolean;
  readonly width: number;
  readonly theme: GrafanaTheme2;
}

function Cell({ value, options, fit, named, width, theme }: CellProps) {
  const { display } = value;
  const { textMode, colorMode } = options;
  const name = display.title ?? '';
  const text = textOf(value);
  const filled = colorMode.startsWith('background') ? display.color : undefined;
  const ink = filled && inkOn(filled);
  const tint = colorMode === 'value' && display.color ? readable(display.color, theme) : ink;
  const centred = options.justifyMode === 'center' || !(named || hasCurve(value));
  const classes = ['stat', fit.beside && 'beside', centred && 'centred'];
  return (
    <div
      className={classes.filter(Boolean).join(' ')}
      style={{ padding: fit.pad, paddingBottom: fit.pad + fit.chart, color: ink, backgroundColor: filled }}
    >
      {named && (
        <span className="line" style={{ fontSize: fit.name }} title={name}>
          {name}
        </span>
      )}
      {textMode === 'none' ? (
        <span className="hidden">{`${name} ${text}`}</span>
      ) : (
        <span
          className="line main"
          style={{ fontSize: fit.main, color: tint }}
          title={textMode === 'name' ? name : text}
        >
          {textMode === 'name' ? name : <ValueText display={display} />}
        </span>
      )}
      {fit.change > 0 && <Change display={display} options={options} fit={fit} tint={tint} theme={theme} />}
      {fit.chart > 0 && hasCurve(value) && (
        <Sparkline
          value={value}
          width={width}
          height={fit.chart}
          color={ink ? `${ink}99` : (display.color ?? 'currentcolor')}
        />
      )}
    </div>
  );
}

interface ChangeProps extends Pick<CellProps, 'options' | 'fit' | 'theme'> {
  readonly display: DisplayValue;
  readonly tint: string | undefined;
}

function Change({ display: { percentChange = 0 }, options, fit, tint, theme }: ChangeProps) {
  const mode = options.colorMode.startsWith('background') ? 'same_as_value' : options.percentChangeColorMode;
  const good = percentChange > 0 === (mode === 'standard');
  const plain = theme.visualization.getColorByName(good ? 'green' : 'red');
  const color = mode === 'same_as_value' || !percentChange ? tint : readable(plain, theme);
  const sign = percentChange > 0 ? '▲ ' : percentChange < 0 ? '▼ ' : '';
  const text = Number.isFinite(percentChange) ? `${sign}${Math.abs(percentChange * 100).toFixed(2)}%` : '–';
  return (
    <span className="line" style={{ fontSize: fit.change, color }} title={text}>
      {text}
    </span>
  );
}

function hasCurve({ sparkline }: FieldDisplay): boolean {
  return (sparkline?.y.values.length ?? 0) > 1;
}

interface SparklineProps {
  readonly value: FieldDisplay;
  readonly width: number;
  readonly height: number;
  readonly color: string;
}

function Sparkline({ value: { sparkline }, width, height, color }: SparklineProps) {
  const values: readonly (number | null)[] = sparkline?.y.values ?? [];
  const { line, area } = curveOf(sparkline?.x?.values ?? values.map((_, at) => at), values, { width, height });
  return (
    <svg className="sparkline" width={width} height={height} aria-hidden="true">
      <path d={area} fill={color} fillOpacity={0.2} />
      <path d={line} fill="none" stroke={color} strokeWidth={1.5} />
    </svg>
  );
}
