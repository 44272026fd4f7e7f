import { describe, expect, it } from 'vitest';
import { createKeyPool } from '../keys/index.ts';
import { GatewayError } from './errors.ts';
import { createModelDirectory } from './models.ts';
import { createFakeUpstream } from './test-support/fake-upstream.ts';
import type { Backend } from './types.ts';

function backend(name: string, models: string[], kind: 'openai' | 'perplexity' = 'openai'): Backend {
  const upstream = {
    ...createFakeUpstream(name, models),
    kind,
    supports: (dialect: string) => kind === 'perplexity' || dialect === 'chat',
  };
  return { name, displayName: name, simulated: false, upstream, pool: createKeyPool({ provider: name, accounts: [] }) };
}

const backends = [backend('a', ['one', 'shared']), backend('b', ['two', 'shared', 'org/three'], 'perplexity')];
const directory = createModelDirectory(backends, [{ model: 'one', to: ['two', 'missing'] }]);

const found = (model: string | undefined, dialect: 'chat' | 'agent' = 'chat') =>
  directory.resolve(model, dialect).map((target) => `${target.backend.name}:${target.model}`);

function refusal(model: string | undefined, dialect: 'chat' | 'agent'): unknown {
  try {
    return directory.resolve(model, dialect);
  } catch (error) {
    return error;
  }
}

describe('a model', () => {
  it('is served by its provider, then by its fallbacks in order', () => {
    expect(found('one')).toEqual(['a:one', 'b:two']);
  });

  it('that two providers have belongs to the first', () => {
    expect(found('shared')).toEqual(['a:shared']);
  });

  it('that is not listed is reached as provider/model', () => {
    expect(found('b/unlisted/deep')).toEqual(['b:unlisted/deep']);
  });

  it('with a slash of its own is found as listed', () => {
    expect(found('org/three')).toEqual(['b:org/three']);
  });

  it('that nobody has is refused with those that exist', () => {
    const error = refusal('nothing', 'chat') as GatewayError;
    expect(error).toMatchObject({ status: 404, code: 'model_not_found', param: 'model' });
    expect(error.message).toContain('one, shared, two');
  });

  it('whose provider has no Agent API is refused there', () => {
    expect(refusal('one', 'agent')).toMatchObject({ status: 400, code: 'unsupported_endpoint' });
  });

  it('may be left out for a preset of the Agent API, and nowhere else', () => {
    expect(found(undefined, 'agent')).toEqual(['b:']);
    expect(refusal(undefined, 'chat')).toBeInstanceOf(GatewayError);
  });
});
