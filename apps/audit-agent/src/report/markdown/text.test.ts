import { expect, it } from 'vitest';
import { code, plain } from './text.ts';

it('keeps text of others from being Markdown', () => {
  expect(plain('a_b [x](https://e) <b> @me & 12:30')).toBe(
    'a\\_b \\[x\\]\\(https&#58;//e\\) &#60;b&#62; &#64;me &#38; 12:30',
  );
  expect(plain('www.evil.example WWW.')).toBe('www&#46;evil.example WWW&#46;');
  expect(code('a\\|b \\\\|')).toBe('`a\\\\\\|b \\\\\\\\\\|`');
  expect(code('a|b')).toBe('`a\\|b`');
  expect(code('``x`')).toBe('``` ``x` ```');
  expect(code('')).toBe('` `');
});
