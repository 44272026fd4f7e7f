/** A mutant that keeps the promise of its rule's sentence all the same. */
export interface Equivalent {
  readonly rule: string;
  readonly place: string;
  readonly before: string;
  readonly after: string;
  readonly why: string;
}

const same = (rule: string, place: string, before: string, after: string, why: string): Equivalent => ({
  rule,
  place,
  before,
  after,
  why,
});

const enough = 'at least 5 errors are there, which is more than a tenth of one file';
const some = 'the largest count of a replica is above 0 where their sum is';
const old = 'the other part of the rule says the same of an agent that has shown nothing for so long';
const running = 'some program has been scraped within 13 hours';
const bound = 'the state of a replica is never below 0: the largest is above it, or 0, where the sum is';
const there = 'this side only says that there is a key, not how many';
const shown = 'a process shows its start with every scrape';
const lasting = 'a series does not vanish while its process lives';

/** One by one; an entry that names no mutant, or one that a proof catches, fails the run. */
export const equivalents: readonly Equivalent[] = [
  same('TestWatcherHighErrorRate', '3:117', '0', '-1', enough),
  same('TestWatcherHighErrorRate', '3:117', '0', '1', enough),
  same('AuditAgentNoRecentRuns', '1:59', '1d', '172800s', old),
  same('AuditAgentNoRecentRuns', '4:74', '22h', '158400s', old),
  same('AuditAgentNoRecentRuns', '6:76', '1d', '43200s', old),
  same('AuditAgentNoRecentRuns', '9:49', '1d', '43200s', old),
  same('AuditAgentNoRecentRuns', '6:138', '22h', '39600s', running),
  same('AuditAgentNoRecentRuns', '6:138', '22h', '158400s', running),
  same('DeepSeekAPIDown', '7:1', 'sum', 'max', some),
  same('PerplexityAPIDown', '7:1', 'sum', 'max', some),
  same('DeepSeekAPIDown', '7:39', 'api="deepseek",', '', 'calls and successes are compared by api'),
  same('PerplexityAPIDown', '7:39', 'api="perplexity",', '', 'calls and successes are compared by api'),
  same('APIRecovered', '3:1', 'sum', 'max', some),
  same('APIRecovered', '7:31', 'alertstate="firing"', '', 'while there are successes the alert is not pending either'),
  same('AllKeysCircuitBreakerOpen', '1:123', 'max', 'sum', bound),
  same('AllKeysCircuitBreakerOpen', '3:22', 'max', 'sum', bound),
  same('AllKeysCircuitBreakerOpen', '1:130', '(provider, key_id)', '(provider, key_id, instance)', there),
  same('AllKeysCircuitBreakerOpen', '1:173', '>', '>=', 'where a key is closed, the rule is silent anyway'),
  same('AllKeysCircuitBreakerOpen', '1:175', '0', '-1', 'where a key is closed, the rule is silent anyway'),
  same('MajorityKeysCircuitBreakerOpen', '1:123', 'max', 'sum', bound),
  same('MajorityKeysCircuitBreakerOpen', '1:130', '(provider, key_id)', '(provider, key_id, instance)', there),
  same('MajorityKeysCircuitBreakerOpen', '3:22', 'max', 'sum', 'keys are counted, whatever their state'),
  same('CircuitBreakerHighFailureCount', '3:2', 'max', 'sum', bound),
  same('CircuitBreakerOpened', '1:1', 'sum', 'max', some),
  same('CircuitBreakerAllHealthy', '1:22', 'max', 'sum', bound),
  same('CircuitBreakerAllHealthy', '3:22', 'max', 'sum', 'keys are counted, whatever their state'),
  same('Watchdog', '1:8', '1', '0', 'it fires whatever its value, which is shown nowhere'),
  same('Watchdog', '1:8', '1', '2', 'it fires whatever its value, which is shown nowhere'),
  same('TargetDown critical', '4:13', '(component)', '()', 'the gateway is the only component of this rule'),
  same('events', '3:124', '90s', '180s', shown),
  same('events before', '3:134', '90s', '180s', shown),
  same('events', '7:92', '5m', '600s', lasting),
  same('events before', '7:102', '5m', '600s', lasting),
  same(
    'events before',
    '9:56',
    '2m',
    '60s',
    'increase() counts the same, but for what it extrapolates beside a failed scrape',
  ),
  same('held', '5:47', '90s', '180s', 'a target that was down before the last 90 s had no verdict within them'),
];
