import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { parse, stringify } from 'yaml';
import { ConfigError } from './errors.ts';
import { loadConfig } from './load.ts';
import { enabledExample, exampleEnvironment, exampleFolder } from './test-support/example.ts';
import { loadText, temporaryFolder, writeFile } from './test-support/files.ts';

const planted = 'sk-0planted1secret';

/** Every way of putting the text into a value: as each leaf, as each section, as a key of each section. */
function* plant(value: unknown, text: string): Generator<unknown> {
  yield text;
  yield [text];
  if (Array.isArray(value)) {
    for (const [index, entry] of value.entries()) for (const bad of plant(entry, text)) yield value.with(index, bad);
  } else if (typeof value === 'object' && value !== null) {
    yield { ...value, [text]: 1 };
    for (const [key, entry] of Object.entries(value))
      for (const bad of plant(entry, text)) yield { ...value, [key]: bad };
  }
}

describe('a secret', () => {
  it('shows in no rendering of the configuration', () => {
    const env = { DEEPSEEK_API_KEYS: planted, TOKENS: `${planted}-t`, SLACK_WEBHOOK_URL: `https://x/${planted}` };
    const config = loadText('gateway: { client_tokens: { env: TOKENS } }', env);
    expect(config.providers[0]?.accounts[0]?.keys[0]?.secret.reveal()).toBe(planted);
    expect(JSON.stringify(config)).not.toContain('planted');
    expect(inspect(config, { depth: 20, showHidden: true })).not.toContain('planted');
  });

  it.each([planted, '0planted1a2b3c4d'])(
    'shows in no error, wherever in the file it was written by mistake: %s',
    (text) => {
      const folder = exampleFolder();
      let refused = 0;
      for (const value of plant(parse(enabledExample()), text)) {
        const file = writeFile(folder, 'switchgear.yaml', stringify(value));
        try {
          loadConfig({ file, env: exampleEnvironment, cwd: folder });
        } catch (error) {
          if (!(error instanceof ConfigError)) throw error;
          refused += 1;
          const shown = `${error.stack}${JSON.stringify(error)}${inspect(error, { depth: 9 })}`;
          expect(shown, stringify(value)).not.toContain('planted');
        }
      }
      expect(refused).toBeGreaterThan(100);
    },
    // As many configurations as there are settings, squared.
    120_000,
  );

  it('shows in no error about the variables and files that hold it', () => {
    const folder = temporaryFolder();
    writeFile(folder, 'open', planted, 0o644);
    const text =
      'providers: [{ name: a, kind: deepseek, accounts: [{ name: b, keys: { file: open } }, { name: c, keys: { env: K } }] }]';
    for (const list of [`"${planted}"`, `${planted},${planted}`, `${planted}=x`, `é${planted}`]) {
      expect(() => loadText(text, { K: list }, folder)).toThrow(/^(?![\s\S]*planted)/);
    }
  });
});
