import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { chat, faultEverywhere, type Get, metricsOf, uniquePrompt } from './context.ts';

/** Long enough that no part is found by chance, short enough that a masked key would still be found. */
const partLength = 8;

/** After all that the suite has done, no part of a key is anywhere but in the upstream calls. */
export function describeSecrets(get: Get): void {
  it('no part of a key is in any answer, metric, report or refusal', async () => {
    const driver = get();
    const { gatewayUrl } = driver.platform;
    const texts: string[] = [];
    for (const kind of [
      'unauthorized',
      'server_error',
      'rate_limit',
      'cut_stream',
      'cut_before_first_token',
    ] as const) {
      await faultEverywhere(driver, { kind });
      for (const model of Object.values(driver.models)) {
        const answer = await chat(driver, model, uniquePrompt(), true);
        expect(answer.text).toContain('"error"');
        texts.push(answer.text, JSON.stringify(answer.headers));
      }
      texts.push((await metricsOf(driver)).text, await (await fetch(`${gatewayUrl}/health/full`)).text());
      for (const path of ['/api/v1/circuit-breaker/stats', '/api/v1/keys']) {
        texts.push(await (await driver.platform.admin.send('GET', path)).text());
      }
      await driver.platform.admin.reset();
    }
    for (const text of texts) expect(partsIn(Buffer.from(text), driver.secrets)).toEqual([]);
  });

  it.each(['status', 'breakers', 'keys', 'doctor'])(
    'no part of a key is in what `switchgear %s` prints',
    async (command) => {
      const { platform, secrets } = get();
      const { output } = await platform.switchgear([command]);
      expect(output.length).toBeGreaterThan(50);
      expect(partsIn(Buffer.from(output), secrets)).toEqual([]);
    },
  );

  it('no part of a key is in any file of the state folder: logs, audit log, state, series', () => {
    const { platform, secrets } = get();
    const files = filesBelow(platform.stateDir);
    const names = files.map((file) => file.slice(platform.stateDir.length + 1));
    expect(names).toEqual(expect.arrayContaining(['logs/gateway.log', 'gateway.db']));
    expect(names.some((name) => name.startsWith('audit/'))).toBe(true);
    const found = files.flatMap((file) => partsIn(readFileSync(file), secrets).map((part) => `${file}: ${part}`));
    expect(found).toEqual([]);
  });

  it('the search finds a key that is there', () => {
    const [secret = ''] = get().secrets;
    expect(partsIn(Buffer.from(`level=info key=${secret.slice(20, 20 + partLength)}…`), [secret])).toHaveLength(1);
  });
}

function partsIn(haystack: Buffer, secrets: readonly string[]): string[] {
  expect(secrets.length).toBeGreaterThan(0);
  return secrets.flatMap((secret) => {
    const starts = Array.from({ length: secret.length - partLength + 1 }, (_, start) => start);
    return starts.map((start) => secret.slice(start, start + partLength)).filter((part) => haystack.includes(part));
  });
}

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}
