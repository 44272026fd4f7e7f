import { expect, test } from 'vitest';
import { compare, parseExpectation } from './expectation.ts';

const alert = (alertname: string, labels: Record<string, string> = {}) => ({ labels: { alertname, ...labels } });
const left = (entries: string[], alerts: ReturnType<typeof alert>[]) => {
  const { missing, unexpected } = compare(entries.map(parseExpectation), alerts);
  return { missing: missing.map(({ text }) => text), unexpected };
};

test('an entry stands for one alert with at least its labels', () => {
  const root = alert('Full', { path: '/', instance: 'a' });
  expect(left(['Full{path="/"}'], [root])).toEqual({ missing: [], unexpected: [] });
  expect(left(['Full{path="/data"}'], [root])).toEqual({ missing: ['Full{path="/data"}'], unexpected: [root] });
});

test('a second alert needs a second entry, and a second entry another alert', () => {
  const alerts = [alert('Full', { path: '/' }), alert('Full', { path: '/data' })];
  expect(left(['Full'], alerts)).toEqual({ missing: [], unexpected: [alerts[1]] });
  expect(left(['Full', 'Full', 'Full'], alerts)).toEqual({ missing: ['Full'], unexpected: [] });
});

test('what is no alert is refused', () => {
  expect(() => parseExpectation('Full{path="/"')).toThrow('is no alert such as HighDiskUsage{path="/"}');
});
