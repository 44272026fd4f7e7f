import { loadConfig } from '@switchgear/config';
import { nativeFiles } from '@switchgear/monitoring';
import { expect, test } from 'vitest';
import { dueByRule, secondsOf, waits } from './due.ts';
import { readJournal } from './journal.ts';
import { planFor, provoke } from './provoke.ts';
import { recipes } from './recipes.ts';
import { knownRules } from './rules.ts';
import { startStandIn } from './testing/stand-in.ts';

const config = loadConfig({ env: {}, cwd: import.meta.dirname });
const rules = knownRules(config);
const now = Date.parse('2026-03-10T12:00:00Z');

function planned(choice: string, changes: Partial<typeof config> = {}) {
  const plan = planFor(choice, { ...config, ...changes }, rules);
  return {
    real: plan.real.flatMap(({ alerts }) => Object.keys(alerts)),
    keys: plan.real.flatMap(({ faults }) => Object.keys(faults)),
    pretended: plan.pretended.map(({ alert }) => alert),
  };
}

test('critical: the keys of a provider rest for real, and the machine is only said to be busy', () => {
  expect(planned('critical')).toEqual({
    real: ['AllKeysCircuitBreakerOpen', 'APIRateLimitApproaching', 'CircuitBreakerRejectingCalls', 'PerplexityAPIDown'],
    keys: ['perplexity-1', 'perplexity-2', 'perplexity-3'],
    pretended: ['HighCPUUsage', 'HighMemoryUsage', 'MemoryLeakDetected', 'TestWatcherDown', 'TestCoverageDrop'],
  });
});

test('warning: keys of another provider fail, so that both can be tried together', () => {
  expect(planned('warning')).toEqual({
    real: [
      'CircuitBreakerOpened',
      'KeyQuarantined',
      'CircuitBreakerExcessiveDowntime',
      'DeepSeekSlowResponses',
      'APISlowResponses',
    ],
    keys: ['deepseek-1', 'deepseek-2', 'deepseek-3'],
    pretended: ['ElevatedCPUUsage', 'HighDiskUsage', 'TestWatcherQueueBacklog', 'TestCoverageLow'],
  });
});

test('without callers, an alert over calls is pretended instead of promised', () => {
  const quiet = planned('critical', { trickle: { enabled: false, interval_seconds: 2 } });
  expect(quiet.real).toEqual(['AllKeysCircuitBreakerOpen', 'APIRateLimitApproaching']);
  expect(quiet.pretended).toContain('CircuitBreakerRejectingCalls');
  expect(planned('APISlowResponses', { trickle: { enabled: true, interval_seconds: 60 } }).real).toEqual([]);
});

test('where other models take the calls of every provider, no caller is refused for real', () => {
  const fallbacks = [
    { model: 'sonar', to: ['deepseek-flash'] },
    { model: 'deepseek-flash', to: ['sonar'] },
  ];
  const { real } = planned('critical', { fallbacks });
  expect(real).not.toContain('CircuitBreakerRejectingCalls');
});

test('where no provider is simulated, everything is pretended', () => {
  const providers = config.providers.map((provider) => ({ ...provider, simulated: false }));
  expect(planned('critical', { providers }).real).toEqual([]);
  expect(planned('KeyQuarantined', { providers }).pretended).toEqual(['KeyQuarantined']);
});

test('one alert is raised by its name, at the provider that it is about', () => {
  expect(planned('DeepSeekAPIDown')).toMatchObject({ keys: ['deepseek-1', 'deepseek-2', 'deepseek-3'], pretended: [] });
  // Whatever other rules speak of the provider.
  const [outage] = planFor('DeepSeekAPIDown', config, rules.toReversed()).real;
  expect(outage?.alerts).toHaveProperty('DeepSeekAPIDown');
  expect(planned('MajorityKeysCircuitBreakerOpen').keys).toEqual(['deepseek-2', 'deepseek-3']);
  expect(planned('HighDiskUsage')).toMatchObject({ real: [], pretended: ['HighDiskUsage'] });
});

test('a name that no alert has is answered with the nearest ones', () => {
  expect(() => planFor('AllKeysOpen', config, rules)).toThrow(
    'No alert is called AllKeysOpen. Nearest: AllKeysCircuitBreakerOpen',
  );
  expect(() => planFor('Watchdog', config, rules)).toThrow('No alert is called Watchdog.');
});

test('every alert that a recipe promises has a rule', () => {
  const promised = recipes(config, rules).flatMap(({ alerts }) => Object.keys(alerts));
  expect(promised.filter((name) => !rules.some(({ alert }) => alert === name))).toEqual([]);
});

test('the waits on which an announcement rests are those of Prometheus and Alertmanager', () => {
  const texts = new Map(nativeFiles(config).map(({ path, text }) => [path, text]));
  const settingOf = (file: string, pattern: RegExp) => secondsOf(pattern.exec(texts.get(file) ?? '')?.[1]);
  expect(waits).toEqual({
    scrapeSeconds: settingOf(
      'monitoring/prometheus/prometheus.yml',
      /job_name: bybit-strategy-tester\s+scrape_interval: (\w+)/,
    ),
    evaluationSeconds: settingOf('monitoring/prometheus/prometheus.yml', /evaluation_interval: (\w+)/),
    groupSeconds: settingOf('monitoring/alertmanager/config.yml', /^ {2}group_wait: (\w+)/m),
  });
});

test('an alert is due after its time and the waits on the way', () => {
  const due = dueByRule(now, 300, '5m');
  expect([(due.from - now) / 1000, (due.to - now) / 1000]).toEqual([300 + 300 + 10, 300 + 300 + 10 + 10 + 15 + 5]);
  expect(dueByRule(now, 300, '5m', 15)).toEqual({ from: due.from, to: due.to + 15_000 });
});

test('it returns once the breakers are open, with every alert and how it comes', async () => {
  const { standIn, platform } = await startStandIn();
  const plan = planFor('critical', platform.config, rules);
  const announced = await provoke(platform, plan, rules, () => now);
  const states = (provider: string) =>
    [...standIn.states].filter(([key]) => key.startsWith(provider)).map(([, state]) => state);
  expect(states('perplexity')).toEqual(['open', 'open', 'open']);
  expect(states('deepseek')).toEqual(['closed', 'closed', 'closed']);
  const due = Object.fromEntries(
    announced.map(({ rule, how, due: when }) => [rule.alert, [how, when && (when.from - now) / 1000]]),
  );
  expect(due).toMatchObject({
    AllKeysCircuitBreakerOpen: ['real', 130],
    PerplexityAPIDown: ['real', 610],
    HighCPUUsage: ['pretended', 10],
  });
  expect(Object.keys(readJournal(platform.config.state_dir).faults)).toHaveLength(3);
});

test('slow keys stay closed, and how soon they are noticed depends on how much is called', async () => {
  const { standIn, platform } = await startStandIn();
  const announced = await provoke(platform, planFor('APISlowResponses', config, rules), rules, () => now);
  expect([...standIn.states.values()]).not.toContain('open');
  const due = announced.find(({ rule }) => rule.alert === 'APISlowResponses')?.due;
  expect(due).toEqual(dueByRule(now, 18, '10m', 15));
});

test('a pretended alert that a more severe one holds back is not promised', async () => {
  const { standIn, platform } = await startStandIn();
  const [rule] = rules.filter(({ alert }) => alert === 'ElevatedCPUUsage');
  standIn.onRequest = (request) => {
    const [posted] = standIn.alerts.splice(0);
    if (request === 'GET /api/v2/alerts' && posted !== undefined)
      standIn.alerts.push({ ...posted, state: 'suppressed' });
  };
  const announced = await provoke(platform, planFor('ElevatedCPUUsage', config, rules), rules, () => now);
  expect(announced).toEqual([{ rule, how: 'pretended', due: undefined }]);
});

test('breakers that do not open are told of, and what was changed can be undone', async () => {
  const { standIn, platform } = await startStandIn();
  standIn.onRequest = () => standIn.faults.clear();
  await expect(provoke(platform, planFor('KeyQuarantined', config, rules), rules, () => now)).rejects.toThrow(
    /^deepseek-1 did not open in 200 calls\..*npx switchgear test-alerts reset$/,
  );
  expect(readJournal(platform.config.state_dir).faults).toEqual({ 'deepseek-1': { kind: 'unauthorized' } });
});
