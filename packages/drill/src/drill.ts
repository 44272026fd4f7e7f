import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { committedSetup, type Links, ruleFiles } from '@switchgear/monitoring';
import type { Binaries } from '@switchgear/stack';
import { stringify } from 'yaml';
import { DrillError } from './errors.ts';
import { observe } from './exercise/observe.ts';
import { scoped } from './processes/scope.ts';
import { together } from './processes/wait.ts';
import { judgeForeign, judgeOurs } from './report/judge.ts';
import { brokenLinks } from './report/links.ts';
import type { DrillReport } from './report/report.ts';
import { parseExpectation } from './rules/expectation.ts';
import { RuleSet, type RuleText } from './rules/rule-set.ts';
import type { World } from './world.ts';
import { worlds as ownWorlds } from './worlds/worlds.ts';

export interface DrillOptions {
  /** Of a running console: runbook and dashboard of every alert are asked for. */
  readonly links: Links;
  readonly binaries: Binaries;
  /** Somebody else's rule files over the same metrics; they take the place of ours. */
  readonly rules?: readonly RuleText[];
  /** Our own rule files in another state than that of the sources. */
  readonly ours?: readonly RuleText[];
  /** Waits this one alert out, at the pace of production, instead of trying all of them within seconds. */
  readonly realTime?: string;
  /** Ends the drill; nothing of it stays. SIGINT and SIGTERM do so by themselves. */
  readonly signal?: AbortSignal;
  /** Default: all of ours. The first is the healthy one. */
  readonly worlds?: readonly [World, ...World[]];
}

/** Of a drill that does not wait in real time. */
const timeoutMs = 180_000;

/**
 * Proves with a real Prometheus and a real Alertmanager that every alert fires, arrives and resolves. What is wrong with
 * alerts stands in the report.
 *
 * @throws DrillError when the drill could not be carried out; the signal's reason when aborted
 */
export async function runDrill(options: DrillOptions): Promise<DrillReport> {
  const startedAt = performance.now();
  const { links, binaries, realTime } = options;
  const ruleSet = new RuleSet(options.rules ?? options.ours ?? ourRules(links));
  const [healthy, ...troubled] = options.worlds ?? ownWorlds;
  const worlds = realTime === undefined ? [healthy, ...troubled] : [worldOf(realTime, troubled)];
  const shared = { ruleSet, links, healthy, isReal: realTime !== undefined };
  const limitMs = realTime === undefined ? timeoutMs : undefined;
  return await scoped(limitMs, options.signal, async (root, outer) => {
    const observations = await together(worlds, outer, async (world, signal) => {
      const folder = join(root, world.name);
      await mkdir(folder);
      return await observe(world, { ...shared, place: { folder, binaries, signal } });
    });
    const messages = observations.flatMap((observation) => observation.messages);
    const rules = ruleSet.rules.filter(({ name }) => realTime === undefined || name === realTime);
    const alerts =
      options.rules === undefined
        ? judgeOurs(rules, observations, await brokenLinks(messages, outer))
        : judgeForeign(rules, observations, healthy.name);
    return {
      alerts,
      worlds: worlds.map(({ name }) => name),
      faults: messages.filter(({ subject }) => subject === '').flatMap(({ faults }) => faults),
      seconds: (performance.now() - startedAt) / 1000,
      ...(realTime !== undefined && { secondsToDeliver: observations[0]?.secondsToDeliver ?? 0 }),
    };
  });
}

/** Of a platform with both providers and all programs. */
function ourRules(links: Links): RuleText[] {
  const files = ruleFiles({ ...committedSetup, links });
  return files.map(({ path, groups }) => ({ path, text: stringify({ groups }, { lineWidth: 0 }) }));
}

/** A world in which an alert fires, and nothing is asked of the others. */
function worldOf(name: string, worlds: readonly World[]): World {
  for (const world of worlds) {
    const expected = world.expected.filter((entry) => parseExpectation(entry).labels['alertname'] === name);
    if (expected.length > 0) return { ...world, expected, inhibited: [] };
  }
  throw new DrillError('unknown_alert', `no world of the drill makes "${name}" fire; name one of the alerts it lists`);
}
