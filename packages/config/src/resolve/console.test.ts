import { describe, expect, it } from 'vitest';
import { programs } from '../programs.ts';
import { faultsOf, loadText, temporaryFolder, writeFile } from '../test-support/files.ts';

describe('the console', () => {
  it('runs on this machine alone unless told otherwise, and is ready at /ready', () => {
    const config = loadText('');
    expect(config.console).toEqual({ enabled: true, host: '127.0.0.1', port: 3000 });
    expect(programs(config).find(({ name }) => name === 'console')).toMatchObject({ port: 3000, healthPath: '/ready' });
    expect(
      programs(loadText('console: { enabled: false }\nalertmanager: { enabled: false }')).some(
        ({ name }) => name === 'console',
      ),
    ).toBe(false);
  });

  it.each(['0.0.0.0', '"::"', '192.168.0.7', 'ops.example.com', '127.example.com'])(
    'is refused at %s, which others reach, without a token',
    (host) => {
      expect(faultsOf(`console: { host: ${host} }`)).toEqual([
        `console.host: whoever reaches ${host.replaceAll('"', '')} could read and silence alerts; set console.token, or host: 127.0.0.1`,
      ]);
    },
  );

  it.each(['localhost', '"::1"', '127.0.0.2'])('needs no token at %s, nor while it is off', (host) => {
    expect(loadText(`console: { host: ${host} }`).console.token).toBeUndefined();
    const off = 'console: { host: 0.0.0.0, enabled: false }\nalertmanager: { enabled: false }';
    expect(loadText(off).console.enabled).toBe(false);
  });

  it('can only be off where every notification reaches Slack instead', () => {
    const off = 'console: { enabled: false }';
    const refused = ['console.enabled: without the console notifications arrive nowhere; set slack.webhook, or true'];
    const env = { SLACK_WEBHOOK_URL: 'https://hooks.example/x', C: 'https://hooks.example/c' };
    expect(faultsOf(off)).toEqual(refused);
    expect(faultsOf(`${off}\nslack: { webhooks: { critical: { env: C } } }`, { C: env.C })).toEqual(refused);
    expect(loadText(off, env).console.enabled).toBe(false);
  });

  it('takes its token from a variable or a file', () => {
    const folder = temporaryFolder();
    writeFile(folder, 'token', 'from-file\n');
    const tokenOf = (source: string) =>
      loadText(`console: { host: 0.0.0.0, token: { ${source} } }`, { TOKEN: 'from-variable' }, folder).console.token;
    expect([tokenOf('env: TOKEN')?.reveal(), tokenOf('file: token')?.reveal()]).toEqual(['from-variable', 'from-file']);
  });

  it('is refused with a token that is not there or cannot be typed, and told of that alone', () => {
    const faults = (env: Record<string, string>) => faultsOf('console: { host: 0.0.0.0, token: { env: T } }', env);
    expect(faults({})).toEqual([
      'console.token.env: the environment variable T is not set; set it, or remove this section',
    ]);
    expect(faults({ T: 'two words' })).toEqual([
      'console.token: T does not hold one token of letters, digits and signs without blanks',
    ]);
    expect(faultsOf('console: { host: 0.0.0.0, token: planted-secret }')).toEqual([
      expect.stringMatching(/^console\.token: a secret does not belong in this file/),
    ]);
  });
});

describe('links', () => {
  it('are written as browsers write them, so that nothing in them spoils a template', () => {
    const { links } = loadText('links: { console: "https://ops.example.com/{{x y" }');
    expect(links.console).toBe('https://ops.example.com/%7B%7Bx%20y');
  });

  it('lead to the programs themselves, dashboards to the console', () => {
    const text = 'console: { host: 0.0.0.0, port: 1, token: { env: T } }\nprometheus: { host: "::", port: 2 }';
    expect(loadText(text, { T: 't' }).links).toEqual({
      console: 'http://127.0.0.1:1',
      dashboards: 'http://127.0.0.1:1',
      prometheus: 'http://[::1]:2',
      alertmanager: 'http://127.0.0.1:9093',
    });
  });

  it('lead elsewhere when told so, without a slash at the end; dashboards follow the console', () => {
    const text = 'links: { console: https://ops.example.com/console/, prometheus: "http://p//" }';
    expect(loadText(text).links).toMatchObject({
      console: 'https://ops.example.com/console',
      dashboards: 'https://ops.example.com/console',
      prometheus: 'http://p',
    });
    expect(loadText('links: { dashboards: https://grafana.example.com }').links).toMatchObject({
      console: 'http://127.0.0.1:3000',
      dashboards: 'https://grafana.example.com',
    });
  });

  it.each([
    ['console: ftp://x', 'links.console: expected an address that starts with http:// or https://'],
    ['prometheus: http://u:p@x', 'links.prometheus: the address holds a user or password; remove them and let readers'],
    ['alertmanager: "http://x/#/alerts"', 'links.alertmanager: the address must end before ? and #'],
    ['grafana: http://x', 'links.grafana: unknown key grafana; known here: console, dashboards'],
  ])('are refused: %s', (link, fault) => {
    const faults = faultsOf(`links: { ${link} }`);
    expect(faults).toHaveLength(1);
    expect(faults[0]).toContain(fault);
  });
});
