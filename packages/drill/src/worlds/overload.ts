import type { World } from '../world.ts';
import { platform } from './platform.ts';
import { of, targets, without } from './series.ts';
import { always, growing, interval, lately } from './time.ts';

const { gateway, testWatcher, auditAgent, recovery } = targets;

/** The machine has nothing left, one process leaks and another spins, and the breakers of a provider are not reported. */
export const overload: World = {
  name: 'overload',
  intervalSeconds: interval,
  series: (now) => ({
    ...without(platform(now), /^circuit_breaker_.*provider="perplexity"/),
    [of(gateway, 'system_cpu_percent')]: lately(10, 96, 65),
    [of(gateway, 'system_memory_percent')]: lately(10, 94, 70),
    [of(gateway, 'system_disk_percent', { path: '/' })]: lately(20, 91, 80),
    [of(gateway, 'system_disk_percent', { path: '/data' })]: always(40),
    // 20 MB in 10 minutes
    [of(gateway, 'process_resident_memory_bytes')]: '1200000000+1000000x239',
    // Better, but not yet good.
    [of(auditAgent, 'audit_agent_coverage_percent')]: lately(30, 83, 77),
    [of(testWatcher, 'process_cpu_seconds_total')]: growing(3, 20, 28),
    [of(recovery, 'recovery_actions_total', { procedure: 'reset_breakers', outcome: 'failure' })]: lately(3, 1, 0),
  }),
  expected: [
    'Watchdog',
    'HighCPUUsage',
    'HighMemoryUsage',
    'HighDiskUsage{path="/"}',
    'MemoryLeakDetected{component="gateway"}',
    'ProcessHighCPU{component="test-watcher"}',
    'CircuitBreakerMetricsMissing{provider="perplexity"}',
    'RecoveryFailed{procedure="reset_breakers"}',
  ],
};
