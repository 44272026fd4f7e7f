import { describe, expect, it } from 'vitest';
import { Fault } from '../../api/fault.ts';
import type { VariableModel } from '../model.ts';
import { resolveVariables } from './resolve.ts';

const provider: VariableModel = {
  type: 'query',
  name: 'provider',
  query: 'label_values(p)',
  multi: true,
  includeAll: true,
};
const key: VariableModel = {
  type: 'query',
  name: 'key',
  query: { query: 'label_values(k{p=~"$provider"}, key)' },
  multi: true,
};

const answers: Readonly<Record<string, string[]>> = {
  'label_values(p)': ['x', 'y'],
  'label_values(k{p=~"(x|y)"}, key)': ['x1', 'y1'],
  'label_values(k{p=~"x"}, key)': ['x1'],
};

async function resolve(models: VariableModel[], chosen: Record<string, string[]> = {}) {
  const asked: string[] = [];
  const variables = await resolveVariables(models, chosen, async (query) => {
    asked.push(query);
    const answer = answers[query];
    if (answer === undefined) throw new Fault(`no ${query}`, 'Mend it.');
    return answer;
  });
  return { asked, values: Object.fromEntries(variables.map(({ name, value }) => [name, value])), variables };
}

describe('a variable', () => {
  it('is All where it may be and nothing was chosen, else the first', async () => {
    expect((await resolve([provider, key])).values).toEqual({ provider: ['$__all'], key: ['x1'] });
  });

  it('is asked with the value of those that it uses, whatever their order', async () => {
    const { asked, values } = await resolve([key, provider], { provider: ['x'] });
    expect(asked).toEqual(['label_values(p)', 'label_values(k{p=~"x"}, key)']);
    expect(values).toEqual({ key: ['x1'], provider: ['x'] });
  });

  it('drops what can no longer be chosen', async () => {
    expect((await resolve([provider, key], { provider: ['x'], key: ['x1', 'y1'] })).values['key']).toEqual(['x1']);
    expect((await resolve([provider, key], { provider: ['gone'] })).values['provider']).toEqual(['$__all']);
  });

  it('keeps one value unless it may have several', async () => {
    expect((await resolve([provider], { provider: ['y', 'x'] })).values['provider']).toEqual(['y', 'x']);
    expect((await resolve([{ ...provider, multi: false }], { provider: ['y', 'x'] })).values['provider']).toEqual([
      'y',
    ]);
  });

  it('begins as the dashboard says', async () => {
    const current = { text: 'Y', value: ['y'] };
    expect((await resolve([{ ...provider, current }])).values['provider']).toEqual(['y']);
    expect((await resolve([{ ...provider, current }], { provider: ['x'] })).values['provider']).toEqual(['x']);
  });

  it('that cannot be asked says why, keeps its value and stops no other', async () => {
    const broken = { ...key, name: 'broken', query: 'label_values(z)' };
    const { variables } = await resolve([broken, provider], { broken: ['z1'] });
    expect(variables[0]).toMatchObject({ value: ['z1'], options: [], fault: 'no label_values(z) Mend it.' });
    expect(variables[1]).toMatchObject({ value: ['$__all'] });
  });

  it('that uses itself by way of another says so', async () => {
    const a = { ...key, name: 'a', query: 'label_values($b)' };
    const b = { ...key, name: 'b', query: 'label_values($a)' };
    expect((await resolve([a, b])).variables[1]?.fault).toBe('It uses $a, which uses it in turn.');
  });

  it('for a text takes any', async () => {
    const text: VariableModel = { type: 'textbox', name: 't', query: 'start' };
    expect((await resolve([text])).values['t']).toEqual(['start']);
    expect((await resolve([text], { t: ['"<b>'] })).values['t']).toEqual(['"<b>']);
    expect((await resolve([text], { t: [''] })).values['t']).toEqual(['']);
  });

  it('is the one Prometheus whatever another installation calls it', async () => {
    const source: VariableModel = { type: 'datasource', name: 'd', query: 'prometheus', current: { value: 'PBFA97' } };
    expect((await resolve([source], { d: ['P1'] })).values['d']).toEqual(['prometheus']);
  });
});
