/** Programs of ours, each with a scrape target. */
export const componentNames = ['gateway', 'sandbox', 'console', 'test-watcher', 'audit-agent', 'recovery'] as const;

/** The value of the target label `component`. */
export type ComponentName = (typeof componentNames)[number];

/** A provider as rules and panels need it. */
export interface MonitoredProvider {
  /** The value of the labels `provider` and `api`. */
  readonly name: string;
  /** Stands in the name of its own alert, as in DeepSeekAPIDown. */
  readonly displayName: string;
}

/** Base addresses for links in alerts and notifications, without a slash at the end. */
export interface Links {
  /** Serves `/runbooks/<AlertName>` and `/silences/new`. */
  readonly console: string;
  /** Serves `/d/<uid>`: the console, or Grafana where that runs. */
  readonly dashboards: string;
  /** Serves the query behind an alert. */
  readonly prometheus: string;
  readonly alertmanager: string;
}

/** What the generated files depend on; the rest is the same everywhere. */
export interface Setup {
  readonly providers: readonly MonitoredProvider[];
  /** Enabled programs: what is disabled has no target and no rules. */
  readonly components: readonly ComponentName[];
  readonly links: Links;
  /** Whom to call, by role; shown in the escalation sections of the runbook. */
  readonly contacts: Readonly<Record<string, string>>;
}

/** What the committed files hold: DeepSeek and Perplexity, every program, Grafana and console side by side. */
export const committedSetup: Setup = {
  providers: [
    { name: 'deepseek', displayName: 'DeepSeek' },
    { name: 'perplexity', displayName: 'Perplexity' },
  ],
  components: ['gateway', 'console', 'test-watcher', 'audit-agent', 'recovery'],
  links: {
    console: 'http://localhost:3001',
    dashboards: 'http://localhost:3000',
    prometheus: 'http://localhost:9090',
    alertmanager: 'http://localhost:9093',
  },
  contacts: {},
};
