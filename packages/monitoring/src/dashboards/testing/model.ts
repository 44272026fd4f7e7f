import type {
  AnnotationQuery,
  Dashboard as AnyDashboard,
  FieldConfig,
  FieldConfigSource,
  Panel,
  RowPanel,
  SingleStatBaseOptions,
} from '@grafana/schema';
import type { Options as GaugeOptions } from '@grafana/schema/dist/esm/raw/composable/gauge/panelcfg/x/GaugePanelCfg_types.gen';
import type { Options as StatOptions } from '@grafana/schema/dist/esm/raw/composable/stat/panelcfg/x/StatPanelCfg_types.gen';
import type {
  FieldConfig as TimelineField,
  Options as TimelineOptions,
} from '@grafana/schema/dist/esm/raw/composable/statetimeline/panelcfg/x/StateTimelinePanelCfg_types.gen';
import type {
  FieldConfig as TableField,
  Options as TableOptions,
} from '@grafana/schema/dist/esm/raw/composable/table/panelcfg/x/TablePanelCfg_types.gen';
import type {
  FieldConfig as SeriesField,
  Options as SeriesOptions,
} from '@grafana/schema/dist/esm/raw/composable/timeseries/panelcfg/x/TimeSeriesPanelCfg_types.gen';

/** A type as it stands in JSON: a member of an enumeration is its text. */
type Json<T> = T extends string
  ? `${T}`
  : T extends readonly (infer Item)[]
    ? Json<Item>[]
    : T extends object
      ? { [K in keyof T]: Json<T[K]> }
      : T;

/** A panel of one type, with exactly the options that Grafana knows of it; it fills in what is left out. */
type PanelOf<Type extends string, Options, Field = Record<never, never>> = Omit<
  Panel,
  'type' | 'options' | 'fieldConfig'
> & {
  type: Type;
  options: Partial<Options>;
  fieldConfig: Pick<FieldConfigSource, 'overrides'> & { defaults: Omit<FieldConfig, 'custom'> & { custom?: Field } };
};

type AnyPanel =
  | RowPanel
  | PanelOf<'timeseries', SeriesOptions, SeriesField>
  | PanelOf<'stat', StatOptions>
  | PanelOf<'gauge', GaugeOptions & SingleStatBaseOptions>
  | PanelOf<'state-timeline', TimelineOptions, TimelineField>
  | PanelOf<'table', TableOptions, TableField>;

/** What the Prometheus data source reads of an annotation, beside what all have. */
interface PrometheusAnnotation extends AnnotationQuery {
  target: { refId: string; expr: string };
  titleFormat: string;
  textFormat: string;
  tagKeys: string;
}

/** A dashboard as Grafana's own model has it. */
export type Model = Json<
  Omit<AnyDashboard, 'panels' | 'annotations'> & {
    panels: AnyPanel[];
    annotations: { list: PrometheusAnnotation[] };
  }
>;
