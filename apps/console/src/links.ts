/** Where people reach each program, without a slash at the end. */
export interface Links {
  readonly console: string;
  /** Where `/d/<uid>` shows a dashboard: this console, or Grafana. */
  readonly dashboards: string;
  readonly prometheus: string;
  readonly alertmanager: string;
}
