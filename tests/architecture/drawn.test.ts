import { committedSetup, platformFiles, type Setup } from '@switchgear/monitoring';
import { expect, it } from 'vitest';
import { unsupportedFeatures } from '../../apps/console/web/dashboard/features/unsupported.ts';
import { readModel } from '../../apps/console/web/dashboard/read.ts';

const providers = ['openrouter', 'mistral-eu', 'acme'].map((name) => ({ name, displayName: name.toUpperCase() }));

it.each<[string, Partial<Setup>]>([
  ['those that are committed', {}],
  ['one other provider', { providers: providers.slice(0, 1) }],
  ['several other providers', { providers: [...committedSetup.providers, ...providers] }],
  ['a gateway alone', { components: ['gateway', 'console'] }],
])('the console draws every feature of the dashboards for %s', (_, setup) => {
  const { files } = platformFiles({ ...committedSetup, ...setup });
  const dashboards = files.filter(({ path }) => path.endsWith('.json'));
  expect(dashboards.length).toBeGreaterThan(2);
  expect(dashboards.flatMap(({ text }) => unsupportedFeatures(readModel(JSON.parse(text))))).toEqual([]);
});
