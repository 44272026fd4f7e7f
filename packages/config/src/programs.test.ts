import { describe, expect, it } from 'vitest';
import { addressOf, programs } from './programs.ts';
import { loadText } from './test-support/files.ts';

describe('programs', () => {
  it('lists what is enabled, with address and health path', () => {
    const config = loadText(
      'alertmanager: { enabled: false }\ntest_watcher: { enabled: false }\naudit_agent: { enabled: false }\nconsole: { enabled: false }\nprometheus: { host: "::", port: 1 }',
      {
        DEEPSEEK_API_KEYS: 'k',
      },
    );
    expect(programs(config)).toEqual([
      {
        name: 'gateway',
        section: 'gateway',
        host: '127.0.0.1',
        port: 8000,
        url: 'http://127.0.0.1:8000',
        healthPath: '/health',
      },
      { name: 'prometheus', section: 'prometheus', host: '::', port: 1, url: 'http://[::1]:1', healthPath: '/-/ready' },
    ]);
  });

  it('has the sandbox while providers are simulated', () => {
    expect(programs(loadText('')).map(({ name, port }) => [name, port])).toEqual([
      ['console', 3000],
      ['sandbox', 8010],
      ['gateway', 8000],
      ['alertmanager', 9093],
      ['prometheus', 9090],
      ['test-watcher', 8001],
      ['audit-agent', 8002],
    ]);
  });
});

describe('addressOf', () => {
  it('is the configured address, unless the environment has another, and none of what is not enabled', () => {
    const config = loadText('test_watcher: { port: 8011 }\naudit_agent: { enabled: false }');
    const env = { SWITCHGEAR_TEST_WATCHER_URL: 'http://watcher:1', SWITCHGEAR_AUDIT_AGENT_URL: 'http://audit:1' };
    expect(addressOf(config, 'test-watcher', {})).toBe('http://127.0.0.1:8011');
    expect(addressOf(config, 'test-watcher', env)).toBe('http://watcher:1');
    expect(addressOf(config, 'audit-agent', env)).toBeUndefined();
  });
});
