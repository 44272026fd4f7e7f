import { expect, it } from 'vitest';
import { createScrubber } from './scrubber.ts';

const secret = 'hunter2-Xyz9';
const { scrub } = createScrubber();

it.each([
  `const key = process.env.DB_PASSWORD || '${secret}';`,
  `const password = isProduction ? '${secret}' : 'dev';`,
  `os.getenv("API_KEY", "${secret}")`,
  `['DB_PASSWORD', '${secret}']`,
  `setPassword("bob", "${secret}")`,
  `password: |\n  ${secret}`,
  `- name: DB_PASSWORD\n  value: ${secret}`,
  `+password:\n+  "${secret}"`,
  `secret: {\n  value: '${secret}'`,
])('removes a value beside its name: %j', (text) => {
  expect(scrub(text).text).not.toContain(secret);
});

it.each([
  `import { token } from './token-v2.ts';`,
  `test('the token is refused after 3 tries', () => {`,
  `at readToken (src/token.ts:12:5)`,
  `expect(tokenize('words')).toEqual(['words']);`,
])('leaves code that only speaks of one: %s', (text) => {
  expect(scrub(text).text).toBe(text);
});
