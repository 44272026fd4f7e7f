import type { World } from '../world.ts';
import { breaker } from './breakers.ts';
import { fired, restarted } from './past.ts';
import { calls, platform } from './platform.ts';
import { of, targets } from './series.ts';
import { growing, interval, lately } from './time.ts';

const { gateway, auditAgent } = targets;

/** The trouble is over: a provider answers again, its keys are closed, the machine is idle, and the tests are better. */
export const recovered: World = {
  name: 'recovered',
  intervalSeconds: interval,
  series: (now) => ({
    ...restarted(platform(now), now, 2),
    ...calls('deepseek', { success: growing(0, 10, 38), error: growing(12, 10, 2), rate_limit: growing(9) }),
    ...fired('DeepSeekAPIDown', { api: 'deepseek' }, 10),
    ...breaker('deepseek', 1, { state: lately(15, 0, 2) }),
    ...breaker('deepseek', 2, { state: lately(15, 0, 2) }),
    ...breaker('deepseek', 3, { state: lately(15, 0, 2) }),
    ...fired('AllKeysCircuitBreakerOpen', { provider: 'deepseek' }, 15),
    [of(gateway, 'system_cpu_percent')]: lately(20, 30, 96),
    [of(gateway, 'system_memory_percent')]: lately(20, 45, 94),
    ...fired('HighCPUUsage', gateway, 20),
    [of(auditAgent, 'audit_agent_coverage_percent')]: lately(15, 88, 78),
    [of(auditAgent, 'audit_agent_completion_markers_found_total')]: lately(2, 5, 4),
  }),
  expected: [
    'Watchdog',
    'APIRecovered{api="deepseek"}',
    'SystemResourcesNormal',
    'CircuitBreakerAllHealthy{provider="deepseek"}',
    'TestCoverageImproved',
    'CompletionMarkerDetected',
    'TestWatcherRestarted',
  ],
};
