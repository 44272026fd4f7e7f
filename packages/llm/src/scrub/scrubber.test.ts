import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Planted, plantedSecrets } from '../testing/index.ts';
import { createScrubber } from './scrubber.ts';

const { scrub } = createScrubber();

/** No piece of it may be left: it is cut where lines of keys are, and at blanks. */
function leaks({ secret }: Planted, text: string): boolean {
  return (secret.match(/\S{1,64}/g) ?? []).some((piece) => text.includes(piece));
}

const unescaped = (text: string) =>
  text.replace(/%([\da-f]{2})/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));

const surroundings: readonly (readonly [where: string, around: (text: string) => string])[] = [
  ['by itself', (text) => text],
  ['an assertion', (text) => `AssertionError: expected '${text}' to be undefined`],
  ['a stack', (text) => `Error: refused ${text}\n    at connect (src/db/connect.ts:12:7)\n    at src/main.ts:3:1`],
  ['a diff of values', (text) => `- Expected\n+ Received\n\n${text.replace(/^/gm, '+   ')}\n-   undefined`],
  ['a diff of files', (text) => `@@ -1,2 +1,2 @@\n${text.replace(/^/gm, '-')}\n${text.replace(/^/gm, '+')}\n `],
  ['a log with numbered lines', (text) => text.replace(/^/gm, ' 12 | ')],
  ['a JSON text', (text) => JSON.stringify({ output: text })],
  ['a JSON text in a JSON text', (text) => JSON.stringify({ body: JSON.stringify({ output: text }) })],
  ['colours', (text) => `\u001b[31m${text.slice(0, 7)}\u001b[39m${text.slice(7)}`],
];

describe('a secret', () => {
  const kinds = plantedSecrets(1).map(({ kind }) => kind);

  it('is of one of more than 30 kinds', () => {
    expect(new Set(kinds).size).toBeGreaterThan(60);
  });

  it.each(surroundings)('of any kind is removed from %s', (_where, around) => {
    for (let seed = 0; seed < 10; seed += 1) {
      for (const planted of plantedSecrets(seed)) {
        const { text, removed } = scrub(around(planted.text));
        expect({ kind: planted.kind, text, leaks: leaks(planted, text), none: removed === 0 }).toMatchObject({
          leaks: false,
          none: false,
        });
      }
    }
  });

  it('is removed in the escapes of a URL', () => {
    for (const planted of plantedSecrets(3)) {
      const { text } = scrub(`GET /callback?state=${encodeURIComponent(planted.text)}&page=1`);
      expect({ kind: planted.kind, leaks: leaks(planted, unescaped(text)) }).toMatchObject({ leaks: false });
    }
  });

  it.each([
    ['JSON', (character: string) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`],
    ['JavaScript', (character: string) => `\\x${character.charCodeAt(0).toString(16)}`],
    ['a URL', (character: string) => `%${character.charCodeAt(0).toString(16)}`],
    ['a URL in a URL', (character: string) => `%25${character.charCodeAt(0).toString(16)}`],
  ])('is removed when escapes of %s break it', (_what, escaped) => {
    const secret = `ghp_${'aB3'.repeat(12)}`;
    const broken = secret.replace(/[_3]/g, escaped);
    expect(scrub(`token ${broken} refused`).text).toBe('token [removed] refused');
  });

  it('is removed whole from random surroundings, and nothing is left to remove', () => {
    const text = fc.string({ unit: fc.constantFrom(...'ab Z09=:"\'\\/\n.-_@%{}[],'), maxLength: 60 });
    const glue = fc.constantFrom('\n', ' ', '\n\n', '\t', '; ', '> ');
    fc.assert(
      fc.property(fc.nat(), fc.nat(), text, text, glue, (seed, which, before, after, between) => {
        const all = plantedSecrets(seed);
        const planted = all[which % all.length];
        if (planted === undefined) return;
        const once = scrub(`${before}\n${planted.text}${between}${after}`).text;
        expect(leaks(planted, once)).toBe(false);
        expect(scrub(once)).toEqual({ text: once, removed: 0 });
      }),
      { numRuns: 1_000 },
    );
  });

  it('is removed when only what was removed before it brings it near to its name', () => {
    expect(scrub(`the token ghp_${'aB3'.repeat(20)} and 9f8e7d6c5b4a39281706f5e4d3c2b1a0`)).toEqual({
      text: 'the token [removed] and [removed]',
      removed: 2,
    });
  });

  it.each([
    ['PASSWORD=(hunter2)[x]', 'PASSWORD=[removed]'],
    ['PASSWORD=$uper.Secret', 'PASSWORD=[removed]'],
    ['+export API_TOKEN=123456', '+export API_TOKEN=[removed]'],
    ["env: 'DB_PASS=two words'", "env: 'DB_PASS=[removed]'"],
    ['const password: string = "hunter2"', 'const password: string = "[removed]"'],
    ["token = 'first' + 'second'", "token = '[removed]' + '[removed]'"],
    ["api_keys: ['one', 'two'], port: 3", "api_keys: ['[removed]', '[removed]'], port: 3"],
    ['<input name="password" value="hunter2">', '<input name="password" value="[removed]">'],
    ['Map { "secret" => "hunter2" }', 'Map { "secret" => "[removed]" }'],
    ["Settings(db_password='hunter2', port=3)", "Settings(db_password='[removed]', port=3)"],
    ["if (secret !== 'hunter2') throw error", "if (secret !== '[removed]') throw error"],
    ["login.setPassword('hunter2')", "login.setPassword('[removed]')"],
    ['mysql -uroot -phunter2 -h db shop', 'mysql -uroot -p[removed] -h db shop'],
    ["IDENTIFIED WITH native BY 'hunter2', PORT 3", "IDENTIFIED WITH native BY '[removed]', PORT 3"],
    ['{&quot;token&quot;:&quot;hunter2&quot;,', '{&quot;token&quot;:&quot;[removed]&quot;,'],
  ])('is removed from %s', (text, expected) => {
    expect(scrub(text).text).toBe(expected);
  });

  const halves = ['ghp_aB3', 'aB3aB3aB3aB3aB3aB3aB3aB3aB3aB3aB3'] as const;
  it.each([
    ['"', '" + "', '"'],
    ["'", "' +\n      '", "'"],
    ["'", "'\n      '", "'"],
    ["+  '", "' +\n+  '", "'"],
    ["'", "' . '", "'"],
    ['token ', '\\\n', ' refused'],
    ['token ', '\n', '\nrefused'],
    ['> token ', '\n> ', ' refused'],
  ])('is removed when it stands in two parts as in %j %j', (before, between, after) => {
    const text = `${before}${halves.join(between)}${after}`;
    expect(scrub(text).text).toBe(`${before}[removed]${after}`);
    expect(scrub(JSON.stringify({ text })).text).not.toContain(halves[1]);
  });

  it('leaves the line behind it', () => {
    for (const next of ['    at add2 (src/a1.ts:3:1)', '2026-01-05T12:00:00Z GET /', 'EXPECTED_V2=1', 'src/cart2.ts:3'])
      expect(scrub(`token ${halves.join('')}\n${next}`).text).toBe(`token [removed]\n${next}`);
  });

  it('is removed when it was cut short', () => {
    const pem = plantedSecrets(2).find(({ kind }) => kind === 'RSA key');
    expect(scrub(`${pem?.text.slice(0, 150)}…\n    at sign (src/sign.ts:4:2)`).text).toBe(
      '[removed]…\n    at sign (src/sign.ts:4:2)',
    );
    expect(scrub(`'ghp_${'aB3'.repeat(5)}…'`).text).toBe("'[removed]…'");
    expect(scrub(`{"password": "hunter2 and mo`).text).toBe('{"password": "[removed]');
  });

  it.each([
    ['its beginning is left', (text: string, at: number) => `expected '${text.slice(0, at)}…' to be undefined`],
    ['its end is left', (text: string, at: number) => `assert '...${text.slice(at)}' is None`],
    ['both ends are left', (text: string, at: number) => `assert '${text.slice(0, at)}...${text.slice(at + 5)}' == ''`],
  ])('of any kind is removed from what a runner has cut, where %s', (_what, cut) => {
    const whole = 20;
    for (const { kind, text, secret } of plantedSecrets(4)) {
      for (let at = text.indexOf(secret) + 1; at < text.length; at += 7) {
        const scrubbed = scrub(cut(text, at)).text;
        for (let start = 0; start + whole <= secret.length; start += 1) {
          const piece = secret.slice(start, start + whole);
          expect(scrubbed.includes(piece) && { kind, scrubbed, piece }).toBe(false);
        }
      }
    }
  });
});

describe('a known secret', () => {
  const known = createScrubber({ known: ['correct horse', 'tiny', 'correct horse battery'] });

  it('is removed wherever it stands, also in escapes and cut short', () => {
    expect(known.scrub('say correct horse, correct%20horse battery, correct ho…').text).toBe(
      'say [removed], [removed], [removed]…',
    );
  });

  it('of fewer than 6 characters is not looked for', () => {
    expect(known.scrub('a tiny thing, a correct hope').removed).toBe(0);
  });
});

describe('what stays', () => {
  it.each([
    ['frames', '    at checkToken (/home/me/shop/src/auth/token.ts:12:34)\n    at async src/password.test.ts:5:3'],
    ['frames of pytest', 'tests/test_token.py:12: AssertionError\n  File "src/secret.py", line 3, in get_token'],
    ['frames with addresses', '    at http://localhost:5173/@fs/shop/src/token.ts?v=1a2b3c4d:12:34'],
    ['names with a digest', 'at dist/chunk_9f8e7d6c5b4a39281706f5e4.js:1:2 .pnpm/a_1a2b3c4d5e6f7a8b9c0d1e2f3a4b/b.js'],
    [
      'frames of dependencies',
      'at node_modules/.pnpm/vite@8.0.1_abcdef0123456789/node_modules/vite/dist/node/chunks/dep-BXr1_K2l.js:1:2',
    ],
    ['commits', 'commit 9f8e7d6c5b4a39281706f5e4d3c2b1a012345678\nMerge: 89abcdef 01234567'],
    ['commits beside a name', 'token check broke in commit 9f8e7d6c5b4a39281706f5e4d3c2b1a012345678'],
    [
      'index lines of a diff',
      'diff --git a/src/token.ts b/src/token.ts\nindex 83db48f0a1b2c3d4e5f60718293a4b5c6d7e8f90..bf2a1c9f8e7d6c5b4a39281706f5e4d3c2b1a012 100644',
    ],
    ['hunks', '@@ -12,7 +12,7 @@ export function readToken(text: string): Token {'],
    ['digests', `expected '${'9f8e7d6c5b4a3928'.repeat(4)}' to be '${'1a2b3c4d5e6f7a8b'.repeat(4)}'`],
    ['counts', 'total_tokens: 1234, "max_tokens": 400, tokens=17, 3 cookies: 3'],
    ['declarations', 'function login(password: string, token?: string | undefined): void;'],
    ['values that tell nothing', 'password: undefined, token=null, secret: "" apiKey: $API_KEY'],
    ['words that begin like names', 'tokenizer=gpt2 author: Ann compass: north passed: 12 secretary: Bob'],
    ['prose', 'Unexpected token } in JSON at position 3. Basic usage of bearer tokens is in docs/tokens.md'],
    ['what was cut', "expected 'src/components/checkout/PaymentFormV2…' to be 'the stock of 2026 is …'"],
    ['folders', 'PWD=/home/me/shop\nOLDPWD=/home/me'],
    ['messages of parsers', `SyntaxError: Unexpected token 'h', "hello" is not valid JSON`],
    ['sessions and pins of code', 'const session = open(); session: Session; spinner: 17; pins: [4, 5]; pinned=3'],
    ['options', 'mkdir -p out/a1; docker run -p 8080:80 -u 1000:1000 app; mysql -p shop; curl -u admin https://a.b'],
    ['entities', 'a &lt; b &amp;&amp; c &#61;&#61; d'],
    ['names with underscores', 'test_reads_100000000000000000000_rows __vite_ssr_import_0__ x86_64_unknown_linux_gnu'],
    [
      'models and names with dashes',
      'pplx-70b-online sk-loading-spinner-large task-scheduler-worker-1 npm_config_cache',
    ],
    [
      'long identifiers',
      'shouldRenderBase64ImagesInsideTheShoppingCart src/components/checkout/PaymentFormV2Container.tsx',
    ],
    ['addresses', 'connect ECONNREFUSED 127.0.0.1:5432 postgres://app@db:5432/shop https://github.com/a/b.git'],
    ['ids', 'trace 6ba7b810-9dad-11d1-80b4-00c04fd430c8 at 2026-01-05T12:00:00.000Z'],
  ])('are %s', (_what, text) => {
    expect(scrub(text)).toEqual({ text, removed: 0 });
  });

  it('is everything around a secret', () => {
    const text = 'fetch https://deploy:hunter2@git.example.com/shop.git failed\n    at clone (src/git.ts:3:9)';
    expect(scrub(text)).toEqual({ text: text.replace('hunter2', '[removed]'), removed: 1 });
  });
});

describe('a megabyte', () => {
  const units = [
    'a',
    '\\',
    "password='",
    'password=',
    'password: x\n',
    'token=(',
    'token: "a" + ',
    '--token ',
    '-----BEGIN PRIVATE KEY-----MIIEA ',
    'sk-',
    'SG.',
    '://a:',
    'Bearer ',
    'MNO',
    '%25',
    '0123456789abcdef',
    '...',
    'aB3...',
    ' -p',
    'curl -u a:',
    'login a password ',
    '&#38;',
    '"+',
    'abcd\n1',
    'ab_1',
  ];

  // Where one of them took time with the square of the length, it would take minutes.
  it.each(units)('of %j is done', (unit) => {
    const text = unit.repeat(Math.ceil(1_000_000 / unit.length));
    expect(scrub(text).text.length).toBeLessThan(2_000_000);
  });
});
