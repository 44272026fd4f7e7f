import type { World } from '../world.ts';
import { breaker } from './breakers.ts';
import { fired } from './past.ts';
import { calls, platform, requests } from './platform.ts';
import { of, type Series, targets } from './series.ts';
import { growing, interval, lately } from './time.ts';

const { gateway, auditAgent } = targets;
const minutes = 20;

/** For 20 minutes one provider has answered with errors and the other with 429, until no key of either is left. */
export const outage: World = {
  name: 'outage',
  intervalSeconds: interval,
  series: (now) => ({
    ...platform(now),
    ...without('deepseek', { error: growing(2, minutes, 12) }),
    [of(gateway, 'api_rate_limits_total', { api: 'deepseek' })]: growing(9, minutes, 0),
    [of(gateway, 'api_errors_total', { api: 'deepseek', error_type: 'timeout' })]: growing(2, minutes, 12),
    ...without('perplexity', { rate_limit: growing(9, minutes, 20) }),
    [of(gateway, 'api_rate_limits_total', { api: 'perplexity' })]: growing(9, minutes, 20),
    [of(gateway, 'api_rate_limit_remaining', { api: 'perplexity' })]: lately(minutes, 0, 250),
    [of(auditAgent, 'audit_agent_coverage_percent')]: lately(15, 66, 82),
    // The machine is not as busy as it was, but not idle either.
    ...fired('ElevatedCPUUsage', gateway, 20),
  }),
  expected: [
    'Watchdog',
    'DeepSeekAPIDown{api="deepseek"}',
    'PerplexityAPIDown{api="perplexity"}',
    'APIRateLimitExceeded{api="perplexity"}',
    'APIRateLimitApproaching{api="perplexity"}',
    'AllKeysCircuitBreakerOpen{provider="deepseek"}',
    'AllKeysCircuitBreakerOpen{provider="perplexity"}',
    'CircuitBreakerRejectingCalls{provider="deepseek"}',
    'CircuitBreakerRejectingCalls{provider="perplexity"}',
    'GatewayErrorBudgetBurn{severity="critical",provider="deepseek"}',
    'GatewayErrorBudgetBurn{severity="critical",provider="perplexity"}',
    'TestCoverageDrop',
  ],
  inhibited: [
    'APIHighErrorRate{api="deepseek"}',
    'MajorityKeysCircuitBreakerOpen{provider="deepseek"}',
    'MajorityKeysCircuitBreakerOpen{provider="perplexity"}',
    'CircuitBreakerExcessiveDowntime{provider="deepseek"}',
    'CircuitBreakerExcessiveDowntime{provider="perplexity"}',
    'GatewayErrorBudgetBurn{severity="warning",provider="deepseek"}',
    'GatewayErrorBudgetBurn{severity="warning",provider="perplexity"}',
  ],
};

/** A provider without success: what is called fails, the rest is refused. */
function without(api: 'deepseek' | 'perplexity', failing: Parameters<typeof calls>[1]): Series {
  const reason = api === 'deepseek' ? 'failures' : 'rate_limit';
  const open = { state: lately(minutes, 2, 0), failures: lately(minutes, 5, 3), reason } as const;
  return {
    ...calls(api, {
      success: growing(38, minutes, 0),
      error: growing(2, minutes, 0),
      rate_limit: growing(9, minutes, 0),
      ...failing,
    }),
    ...requests(api, { success: growing(38, minutes, 0), unavailable: growing(0, minutes, 38) }),
    [of(gateway, 'api_unavailable_total', { api })]: growing(0, minutes, 38),
    ...breaker(api, 1, open),
    ...breaker(api, 2, open),
    ...breaker(api, 3, open),
  };
}
