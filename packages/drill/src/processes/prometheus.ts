import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { stringify } from 'yaml';
import type { LabelSet } from '../rules/expectation.ts';
import type { Rule, RuleSet } from '../rules/rule-set.ts';
import { Child, type Place } from './child.ts';
import { Server } from './server.ts';

/** A rule as Prometheus sees it. */
export interface RuleState {
  readonly rule: Rule;
  /** Why it could not be evaluated; empty when it could. */
  readonly error: string;
  readonly isEvaluated: boolean;
  readonly alerts: readonly ActiveAlert[];
}

export interface ActiveAlert {
  readonly state: 'pending' | 'firing';
  readonly labels: LabelSet;
  readonly annotations: LabelSet;
}

/** A series of the answer to a query, by time. */
export interface QuerySeries {
  readonly metric: LabelSet;
  readonly values: readonly (readonly [seconds: number, value: string])[];
}

/** A running Prometheus. */
export class Prometheus implements AsyncDisposable {
  readonly #server: Server;
  readonly #ruleSet: RuleSet;

  constructor(server: Server, ruleSet: RuleSet) {
    this.#server = server;
    this.#ruleSet = ruleSet;
  }

  async rules(): Promise<RuleState[]> {
    type State = { readonly lastError?: string; readonly lastEvaluation: string; readonly alerts?: ActiveAlert[] };
    const { data } = (await this.#server.ask('api/v1/rules')) as { data: { groups: { rules: State[] }[] } };
    const states = data.groups.flatMap(({ rules }) => rules);
    return this.#ruleSet.rules.map((rule, index) => {
      const { lastEvaluation = '0001', lastError: error = '', alerts = [] } = states[index] ?? {};
      return { rule, error, isEvaluated: !lastEvaluation.startsWith('0001'), alerts };
    });
  }

  /** Alerts that fire, with their rules. */
  async firing(): Promise<{ rule: Rule; alert: ActiveAlert }[]> {
    const all = (await this.rules()).flatMap(({ rule, alerts }) => alerts.map((alert) => ({ rule, alert })));
    return all.filter(({ alert }) => alert.state === 'firing');
  }

  /** Labels of the series that an expression finds now. */
  async query(query: string): Promise<LabelSet[]> {
    return (await this.#results('query', { query })).map(({ metric }) => metric);
  }

  queryRange(query: string, start: number, end: number, step: number): Promise<readonly QuerySeries[]> {
    return this.#results('query_range', { query, start: `${start}`, end: `${end}`, step: `${step}` });
  }

  /** Deletes all samples until now. */
  async deleteAll(): Promise<void> {
    await this.#server.ask('api/v1/admin/tsdb/delete_series', { 'match[]': '{__name__=~".+"}' });
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.#server[Symbol.asyncDispose]();
  }

  async #results(path: string, form: Readonly<Record<string, string>>): Promise<readonly QuerySeries[]> {
    const { data } = (await this.#server.ask(`api/v1/${path}`, form)) as { data: { result: readonly QuerySeries[] } };
    return data.result;
  }
}

/** Starts Prometheus on what its place has stored, with the rules if it has any. @throws DrillError start_failed */
export async function startPrometheus(place: Place, ruleSet: RuleSet, settings: object): Promise<Prometheus> {
  const { folder, binaries } = place;
  const config = join(folder, 'prometheus.yml');
  await writeFile(config, stringify(settings));
  await writeFile(join(folder, 'rules.yml'), ruleSet.text);
  const args = [
    `--config.file=${config}`,
    `--storage.tsdb.path=${join(folder, 'data')}`,
    '--web.enable-admin-api',
    '--rules.alert.for-grace-period=0s',
    // A history may have ended long ago.
    '--rules.alert.for-outage-tolerance=30d',
    '--rules.alert.resend-delay=1s',
    '--scrape.discovery-reload-interval=200ms',
  ];
  const server = await Server.start({ name: 'Prometheus', command: binaries.prometheus, args }, place);
  return new Prometheus(server, ruleSet);
}

/** Stores samples of the past for the next start. @throws DrillError command_failed */
export async function backfill(place: Place, openMetrics: string): Promise<void> {
  const { folder, binaries } = place;
  const file = join(folder, 'history.txt');
  await writeFile(file, openMetrics);
  // One block instead of one for every 2 h: promtool reads the whole file again for each.
  const action = ['tsdb', 'create-blocks-from', '--max-block-duration=400h', 'openmetrics', '--quiet'];
  const args = [...action, file, join(folder, 'data')];
  await using promtool = new Child({ name: 'promtool', command: binaries.promtool, args }, place);
  await promtool.untilDone();
}

/** Removes everything stored that was not filled in. */
export async function forgetHead({ folder }: Place): Promise<void> {
  for (const part of ['wal', 'chunks_head']) await rm(join(folder, 'data', part), { recursive: true, force: true });
}
