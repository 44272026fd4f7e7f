import { loadConfig } from '@switchgear/config';
import { expect, test } from 'vitest';
import { trickleRequests } from './requests.ts';

const config = loadConfig({ env: {}, cwd: import.meta.dirname });

function take(count: number) {
  const requests = trickleRequests(config);
  return Array.from({ length: count }, () => requests.next().value.body);
}

test('every provider gets a request before any gets its second', () => {
  const providers = take(config.providers.length).map(
    ({ model }) => config.providers.find((provider) => provider.models.includes(model))?.name,
  );
  expect(new Set(providers)).toEqual(new Set(config.providers.map((provider) => provider.name)));
});

test('every model is asked for a whole answer and for a stream', () => {
  const models = config.providers.flatMap((provider) => provider.models);
  const longest = Math.max(...config.providers.map((provider) => provider.models.length));
  const asked = take(config.providers.length * longest * 2).map(({ model, stream }) => `${model} ${stream}`);
  expect(new Set(asked)).toEqual(new Set(models.flatMap((model) => [`${model} true`, `${model} false`])));
});
