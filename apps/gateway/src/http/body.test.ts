import { describe, expect, it } from 'vitest';
import { GatewayError } from '../proxy/index.ts';
import { parseObject } from './body.ts';

function refusal(text: string): GatewayError {
  try {
    parseObject(Buffer.from(text));
  } catch (error) {
    if (error instanceof GatewayError) return error;
    throw error;
  }
  throw new Error('it was accepted');
}

describe('a body', () => {
  it('is parsed, and its bytes are kept', () => {
    const bytes = Buffer.from('{"a": 1}');
    expect(parseObject(bytes)).toEqual({ raw: bytes, value: { a: 1 } });
  });

  it('that is not JSON is refused with the place and without its content', () => {
    const error = refusal('{"messages": sk-secret-text}');
    expect(error).toMatchObject({ status: 400, code: 'invalid_json' });
    expect(error.message).toContain('at character 14');
    expect(error.message).not.toContain('secret');
  });

  it('that breaks off is refused', () => {
    expect(refusal('{"messages": [').message).toBe('The body is not valid JSON: it ends too early.');
  });

  it.each([
    ['[]', 'an array'],
    ['null', 'null'],
    ['"text"', 'a string'],
    ['7', 'a number'],
  ])('that is %s is refused as %s', (text, kind) => {
    expect(refusal(text).message).toBe(`The body must be a JSON object, not ${kind}.`);
  });

  it('that is missing is refused', () => {
    expect(refusal('').message).toContain('missing');
    expect(() => parseObject(undefined)).toThrow('missing');
  });
});
