import type { FieldConfigSource } from '../grafana/data.ts';

/** Classic Grafana JSON, as far as the console draws it; `features.ts` names what it does not. */
export interface DashboardModel {
  readonly uid: string;
  readonly title: string;
  readonly description?: string;
  readonly tags?: readonly string[];
  readonly time?: { readonly from: string; readonly to: string };
  /** Such as `10s`; empty for none. */
  readonly refresh?: string;
  readonly timezone?: string;
  /** 0 each panel alone, 1 a shared cursor, 2 a shared tooltip. */
  readonly graphTooltip?: number;
  readonly templating?: { readonly list?: readonly VariableModel[] };
  readonly annotations?: { readonly list?: readonly AnnotationModel[] };
  readonly links?: readonly DashboardLink[];
  readonly panels: readonly PanelModel[];
}

export interface PanelModel {
  readonly id: number;
  readonly type: string;
  readonly title?: string;
  readonly description?: string;
  readonly transparent?: boolean;
  readonly gridPos: { readonly x: number; readonly y: number; readonly w: number; readonly h: number };
  readonly targets?: readonly TargetModel[];
  readonly fieldConfig?: FieldConfigSource;
  /** What belongs to the panel's type. */
  readonly options?: Readonly<Record<string, unknown>>;
  readonly transformations?: readonly { readonly id: string; readonly options: unknown; readonly disabled?: boolean }[];
  readonly links?: readonly DashboardLink[];
  /** Shortest step of its queries, such as `1m`. */
  readonly interval?: string;
  readonly maxDataPoints?: number;
  /** Of a row. */
  readonly collapsed?: boolean;
  /** Of a collapsed row. */
  readonly panels?: readonly PanelModel[];
}

export interface TargetModel {
  readonly refId: string;
  readonly expr?: string;
  /** Such as `{{provider}}`; empty for all labels. */
  readonly legendFormat?: string;
  readonly instant?: boolean;
  readonly range?: boolean;
  /** `time_series`, `table` or `heatmap`; default `time_series`. */
  readonly format?: string;
  /** Shortest step, such as `1m`. */
  readonly interval?: string;
  readonly hide?: boolean;
}

export interface VariableModel {
  readonly type: string;
  readonly name: string;
  readonly label?: string;
  readonly description?: string;
  readonly hide?: number;
  /** Of a query, `label_values(…)`; of others the choices with commas between. */
  readonly query?: string | { readonly query: string };
  readonly regex?: string;
  /** 0 none, 1 and 2 by letter, 3 and 4 by number, 5 and 6 by letter whatever its case, 7 and 8 natural; even ones fall. */
  readonly sort?: number;
  readonly multi?: boolean;
  readonly includeAll?: boolean;
  /** What All stands for in a query. */
  readonly allValue?: string | null;
  readonly options?: readonly { readonly text: string; readonly value: string }[];
  readonly current?: { readonly text?: unknown; readonly value?: string | readonly string[] };
}

export interface AnnotationModel {
  readonly name: string;
  readonly enable?: boolean;
  readonly hide?: boolean;
  readonly iconColor?: string;
  readonly target?: { readonly expr?: string };
  readonly expr?: string;
  readonly titleFormat?: string;
  readonly textFormat?: string;
  readonly tagKeys?: string;
}

export interface DashboardLink {
  readonly title: string;
  /** `link`, or `dashboards` for all those that have one of the tags. */
  readonly type?: string;
  readonly url?: string;
  readonly tags?: readonly string[];
  readonly asDropdown?: boolean;
  readonly tooltip?: string;
  readonly targetBlank?: boolean;
  readonly includeVars?: boolean;
  readonly keepTime?: boolean;
}
