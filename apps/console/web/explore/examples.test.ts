import { catalogue } from '@switchgear/telemetry';
import { expect, it } from 'vitest';
import { examples } from './examples.ts';

it.each(examples)('$expr asks for a metric that exists', ({ expr }) => {
  const name = /\b\w+_(?:state|total|bucket)\b/.exec(expr)?.[0].replace(/_bucket$/, '');
  expect(Object.keys(catalogue)).toContain(name);
});
