/**
 * While a source fires, a target is not told where all labels in `equal` agree. Labels that both lack agree as well,
 * hence each rule demands the label that makes two alerts speak of the same thing. A drill silences no real alert.
 */
export const inhibitRules = [
  {
    source_matchers: ['severity="critical"', 'resource=~".+"'],
    target_matchers: ['severity=~"warning|info"', 'resource=~".+"'],
    equal: ['service', 'resource', 'provider', 'api', 'instance', 'drill'],
  },
  {
    source_matchers: ['alertname="AllKeysCircuitBreakerOpen"', 'provider=~".+"'],
    target_matchers: ['alertname="MajorityKeysCircuitBreakerOpen"', 'provider=~".+"'],
    equal: ['provider', 'drill'],
  },
  {
    source_matchers: ['alertname="TestWatcherDown"', 'instance=~".+"'],
    target_matchers: ['alertname="TargetDown"', 'component="test-watcher"', 'instance=~".+"'],
    equal: ['instance', 'drill'],
  },
];
