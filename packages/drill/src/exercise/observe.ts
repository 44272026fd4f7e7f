import type { Links } from '@switchgear/monitoring';
import { inhibitedAlerts, startAlertmanager } from '../processes/alertmanager.ts';
import type { Place } from '../processes/child.ts';
import { startPrometheus } from '../processes/prometheus.ts';
import { eventually } from '../processes/wait.ts';
import { Outside } from '../receiver/outside.ts';
import { matches, parseExpectation } from '../rules/expectation.ts';
import type { RuleSet } from '../rules/rule-set.ts';
import { History } from '../series/history.ts';
import type { World } from '../world.ts';
import type { FiredAlert, Observation } from './observation.ts';
import { isDue } from './onset.ts';
import { prepare } from './prepare.ts';
import { type DueAlert, type Scene, untilDelivered, untilHeld, untilResolved } from './wait.ts';

export interface ExerciseOptions {
  readonly place: Place;
  readonly ruleSet: RuleSet;
  readonly links: Links;
  /** Whether the trouble begins now and lasts as long as a rule demands, at the pace of production. */
  readonly isReal: boolean;
  /** What the targets show once the trouble is over. */
  readonly healthy: World;
}

/** Exposed once the trouble is over: when it is stored, so is everything that was exposed before. */
const marker = 'drill_is_over';

/** Lets a world happen to real programs, ends its trouble, and tells what was seen. */
export async function observe(world: World, options: ExerciseOptions): Promise<Observation> {
  const { place, ruleSet, links, isReal } = options;
  const now = Math.floor(Date.now() / 1000);
  const history = new History(world, now);
  const healthy = new History(options.healthy, now);
  const onsets = isReal ? [] : await prepare(place, history, ruleSet);

  await using outside = await Outside.open();
  outside.expose(() => history.exposition(Date.now() / 1000));
  await using alertmanager = await startAlertmanager(place, outside.address, links, isReal);
  const settings = prometheusSettings(alertmanager.address, outside.address, isReal);
  await using prometheus = await startPrometheus(place, ruleSet, settings);
  const scene = { prometheus, alertmanager, outside, signal: place.signal };

  const arrivalMs = isReal ? 300_000 : 25_000;
  const startedAt = performance.now();
  const due = isReal ? foreseenAlerts(world, ruleSet) : onsets.filter((onset) => isDue(onset, now));
  const waitSeconds = isReal ? Math.max(...due.map(({ rule }) => rule.forSeconds)) : 0;
  await untilHeld(due, scene, waitSeconds * 1000 + arrivalMs);
  const early = [...outside.messages];
  await untilDelivered(due, scene, arrivalMs);
  const secondsToDeliver = (performance.now() - startedAt) / 1000;
  const fired = await describe(scene);
  const errors = new Map(
    (await prometheus.rules()).flatMap(({ rule, error }) => (error === '' ? [] : [[rule, error]])),
  );
  const messages = outside.messages.splice(0);

  outside.expose(() => `${healthy.exposition(Date.now() / 1000)}${marker} 1\n`);
  await eventually(async () => (await prometheus.query(marker)).length > 0, arrivalMs, place.signal);
  // Long look-backs then have nothing to look back at.
  await prometheus.deleteAll();
  const lingering = await untilResolved(fired, scene, arrivalMs);
  const { messages: endings, heartbeats } = outside;
  const trueFor = new Map(onsets.map(({ rule, since }) => [rule, now - since]));
  return { world, fired, trueFor, errors, messages, early, endings, heartbeats, lingering, secondsToDeliver };
}

/** Rules, an Alertmanager, and a target whose series come with all their labels. */
function prometheusSettings(alertmanager: string, target: string, isReal: boolean): object {
  const at = (address: string) => [{ targets: [address] }];
  // A scrape may take as long as its interval, and one that fails ends all series.
  const scrape = isReal ? '10s' : '2s';
  return {
    global: { evaluation_interval: isReal ? '15s' : '1s', scrape_interval: scrape, scrape_timeout: scrape },
    rule_files: ['rules.yml'],
    alerting: { alertmanagers: [{ static_configs: at(alertmanager) }] },
    scrape_configs: [{ job_name: 'drill', honor_labels: true, static_configs: at(target) }],
  };
}

/** In real time nothing is true yet. */
function foreseenAlerts({ expected }: World, { rules }: RuleSet): DueAlert[] {
  const foreseen = expected.map(parseExpectation);
  return rules.flatMap((rule) =>
    foreseen
      .filter(({ labels }) => labels['alertname'] === rule.name)
      .map(({ labels }) => ({ rule, labels: { ...rule.labels, ...labels } })),
  );
}

async function describe({ prometheus, alertmanager }: Scene): Promise<FiredAlert[]> {
  const pending = await prometheus.query('last_over_time(ALERTS{alertstate="pending"}[1h])');
  const back = await inhibitedAlerts(alertmanager);
  return (await prometheus.firing()).map(({ rule, alert: { labels, annotations } }) => ({
    rule,
    labels,
    annotations,
    wasPending: pending.some((each) => matches(labels, each)),
    inhibited: back.some((each) => matches(labels, each)),
  }));
}
