import { mkdirSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ConfigError } from './errors.ts';
import { loadConfig } from './load.ts';
import { errorOf, faultsOf, loadText, temporaryFolder, writeFile } from './test-support/files.ts';

describe('loadConfig', () => {
  it('needs no file', () => {
    const cwd = temporaryFolder();
    const config = loadConfig({ env: {}, cwd });
    expect(config.file).toBeUndefined();
    expect(config.state_dir).toBe(join(cwd, '.switchgear'));
    expect(readdirSync(cwd), 'nothing is made').toEqual([]);
    expect(config.gateway).toMatchObject({ host: '127.0.0.1', port: 8000, client_tokens: [] });
  });

  it('finds switchgear.yaml in the working folder, and what SWITCHGEAR_CONFIG names before it', () => {
    const cwd = temporaryFolder();
    writeFile(cwd, 'switchgear.yaml', 'gateway: { port: 1 }');
    writeFile(cwd, 'other.yaml', 'gateway: { port: 2 }');
    expect(loadConfig({ env: {}, cwd }).gateway.port).toBe(1);
    const named = loadConfig({ env: { SWITCHGEAR_CONFIG: 'other.yaml' }, cwd });
    expect([named.gateway.port, named.file]).toEqual([2, join(cwd, 'other.yaml')]);
  });

  it('starts relative paths at the folder of the file', () => {
    const folder = temporaryFolder();
    const file = writeFile(
      folder,
      'etc/switchgear.yaml',
      'state_dir: state\ngateway: { client_tokens: { file: tokens } }',
    );
    writeFile(folder, 'etc/tokens', 't1,t2');
    const config = loadConfig({ file, env: {}, cwd: folder });
    expect(config.state_dir).toBe(join(folder, 'etc/state'));
    expect(config.gateway.client_tokens.map((token) => token.reveal())).toEqual(['t1', 't2']);
  });

  it('keeps its state beside the file, from whichever folder it is started', () => {
    const file = writeFile(temporaryFolder(), 'switchgear.yaml', '');
    const load = () => loadConfig({ env: { SWITCHGEAR_CONFIG: file }, cwd: temporaryFolder() });
    expect(load().state_dir).toBe(join(dirname(file), '.switchgear'));
    expect(readdirSync(dirname(file)), 'nothing is made').toEqual(['switchgear.yaml']);
  });

  it('says what to do about a named file that is not there or is a folder', () => {
    const cwd = temporaryFolder();
    mkdirSync(join(cwd, 'folder'));
    const load = (file: string) => () => loadConfig({ file, env: {}, cwd });
    const missing = 'the file does not exist; create it (switchgear.example.yaml shows how) or correct';
    expect(load('none.yaml')).toThrow(`none.yaml:\n  ${missing} none.yaml`);
    expect(() => loadConfig({ env: { SWITCHGEAR_CONFIG: 'none.yaml' }, cwd })).toThrow(`${missing} SWITCHGEAR_CONFIG`);
    expect(load('folder')).toThrow(/is a folder; name the file in it/);
    expect(load('none.yaml')).toThrow(ConfigError);
  });

  it('names file, line and column of a syntax error', () => {
    const error = errorOf('gateway:\n  port: "8000\n');
    expect(error.message).toMatch(/switchgear\.yaml:\d:\d+ YAML syntax: a character is missing/);
    expect(error.code).toBe('invalid_config');
  });

  it('names the variable when it holds a bad key and there is no file', () => {
    const load = () => loadConfig({ env: { DEEPSEEK_API_KEYS: 'fine,"quoted"' }, cwd: temporaryFolder() });
    expect(load).toThrow(
      'One fault in the configuration:\n  DEEPSEEK_API_KEYS: entry 2 of DEEPSEEK_API_KEYS stands in quotes; remove them',
    );
  });

  it('refuses a state folder whose name Prometheus takes for a pattern', () => {
    expect(faultsOf('state_dir: "a [b]"')[0]).toMatch(
      /^state_dir: Prometheus takes \* \? \[ \] in .*a \[b\] for a pattern/,
    );
  });

  it('reads the Slack webhook from the environment unless the file names another place', () => {
    const env = { SLACK_WEBHOOK_URL: 'https://hooks.slack.com/a', HOOK: 'https://hooks.slack.com/b' };
    expect(loadText('', env).slack.webhook?.reveal()).toBe('https://hooks.slack.com/a');
    expect(loadText('slack: { webhook: { env: HOOK } }', env).slack.webhook?.reveal()).toBe(
      'https://hooks.slack.com/b',
    );
    expect(loadText('').slack).toEqual({ webhooks: {} });
  });

  it('reads a Slack webhook for single severities, each naming its own place when it is wrong', () => {
    const env = { SLACK_CRITICAL: 'https://hooks.slack.com/c', BAD: 'nowhere' };
    const { slack } = loadText('slack: { webhooks: { critical: { env: SLACK_CRITICAL } } }', env);
    expect(slack.webhooks.critical?.reveal()).toBe('https://hooks.slack.com/c');
    expect(slack.webhooks.info).toBeUndefined();
    expect(() => loadText('slack: { webhooks: { info: { env: BAD } } }', env)).toThrow(/slack\.webhooks\.info.*BAD/s);
  });

  it('refuses a webhook that is not an address, without repeating it', () => {
    expect(faultsOf('', { SLACK_WEBHOOK_URL: 'planted' })).toEqual([
      'slack.webhook: SLACK_WEBHOOK_URL does not hold one address that starts with https://',
    ]);
  });
});
