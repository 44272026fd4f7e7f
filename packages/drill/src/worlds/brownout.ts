import type { World } from '../world.ts';
import { breaker } from './breakers.ts';
import { auditRuns, calls, platform, requests } from './platform.ts';
import { durations, each, of, type Series, targets } from './series.ts';
import { always, every, growing, interval, lately, length } from './time.ts';

const { gateway } = targets;

/** Both providers work, but badly; half of the keys are in trouble of one sort or another, and the machine is busy. */
export const brownout: World = {
  name: 'brownout',
  intervalSeconds: interval,
  series: (now) => ({
    ...platform(now),
    ...slowProvider(),
    ...keysInTrouble(),
    ...requests('perplexity', { success: growing(49), upstream_error: growing(1) }),
    ...durations(
      gateway,
      'gateway_request_duration_seconds',
      { provider: 'perplexity' },
      { 4: growing(46), 45: growing(4) },
    ),
    [of(gateway, 'system_cpu_percent')]: lately(20, 80, 65),
    [of(gateway, 'system_memory_percent')]: lately(20, 85, 70),
    ...auditRuns(every(40), 900),
  }),
  expected: [
    'Watchdog',
    'APIHighErrorRate{api="deepseek"}',
    'APISlowResponses{api="deepseek"}',
    'DeepSeekSlowResponses{api="deepseek"}',
    'APIRateLimitApproaching{api="deepseek"}',
    'MajorityKeysCircuitBreakerOpen{provider="perplexity"}',
    'CircuitBreakerExcessiveDowntime{provider="deepseek"}',
    'CircuitBreakerFlapping{key_id="deepseek-2"}',
    'CircuitBreakerHighTripRate{key_id="deepseek-2"}',
    'CircuitBreakerOpened{key_id="deepseek-2"}',
    'CircuitBreakerHighFailureCount{key_id="deepseek-3"}',
    'CircuitBreakerStuckHalfOpen{key_id="deepseek-4"}',
    'KeyQuarantined{key_id="deepseek-1"}',
    'GatewayErrorBudgetBurn{severity="warning",provider="perplexity"}',
    'GatewayLatencyBudgetBurn{severity="critical",provider="deepseek"}',
    'GatewayLatencyBudgetBurn{severity="warning",provider="perplexity"}',
    'ElevatedCPUUsage',
    'ElevatedMemoryUsage',
    'AuditAgentSlowRuns',
  ],
  inhibited: [
    'CircuitBreakerExcessiveDowntime{provider="perplexity"}',
    'GatewayLatencyBudgetBurn{severity="warning",provider="deepseek"}',
  ],
};

function slowProvider(): Series {
  const api = 'deepseek';
  return {
    ...calls(api, { success: growing(32), error: growing(8), rate_limit: growing(9) }),
    ...durations(gateway, 'api_request_duration_seconds', { api }, { 3: growing(20), 25: growing(20) }),
    ...durations(gateway, 'gateway_request_duration_seconds', { provider: api }, { 4: growing(4), 45: growing(34) }),
    [of(gateway, 'api_rate_limit_remaining', { api })]: lately(10, 150, 250),
    ...each(gateway, 'api_keys', { api }, 'status', {
      active: lately(20, 3, 4),
      resting: always(0),
      quarantined: lately(20, 1, 0),
      backup: always(0),
    }),
  };
}

function keysInTrouble(): Series {
  // Opens for a minute every two; it has just done so when time ends.
  const flapping = Array.from({ length }, (_, at) => (at % 4 < 2 || at < length - 80 ? 0 : 2)).join(' ');
  return {
    ...breaker('deepseek', 1, { state: lately(20, 2, 0), reason: 'quarantine' }),
    ...breaker('deepseek', 2, { state: flapping }),
    ...breaker('deepseek', 3, { failures: lately(10, 4, 3) }),
    ...breaker('deepseek', 4, { state: lately(15, 1, 2) }),
    ...breaker('perplexity', 1, { state: lately(15, 2, 0) }),
    ...breaker('perplexity', 2, { state: lately(15, 2, 0) }),
    // Opened three times within ten minutes, which is not often yet.
    ...breaker('perplexity', 3, { state: `0x${length - 17} 2 0x4 2 0x4 2 0x4` }),
  };
}
