import { describe, expect, it } from 'vitest';
import { configBody, overrideBody, readBody, rotateBody } from './body.ts';

const read = (schema: Parameters<typeof readBody>[0], value: unknown) =>
  readBody(schema, Buffer.from(JSON.stringify(value)));

describe('an admin request', () => {
  it('is read with its defaults', () => {
    expect(read(rotateBody, { provider: 'deepseek' })).toEqual({ provider: 'deepseek', activate_backup: false });
  });

  it('is refused with every field at fault', () => {
    expect(() => read(configBody, { failure_threshold: 0, timeout_seconds: 'soon', colour: 1 })).toThrow(
      /failure_threshold: .*timeout_seconds: .*colour/s,
    );
  });

  it('that changes nothing is refused', () => {
    expect(() => read(configBody, {})).toThrow('names no field');
  });

  it('for an unknown mode is refused with the modes there are', () => {
    expect(() => read(overrideBody, { mode: 'open' })).toThrow(/mode: .*forced_open/);
  });
});
