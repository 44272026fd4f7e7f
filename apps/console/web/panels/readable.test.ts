import { expect, it } from 'vitest';
import { colorManipulator, createTheme } from '../grafana/data.ts';
import { inkOn, readable } from './readable.ts';

const themes = (['dark', 'light'] as const).map((mode) => createTheme({ colors: { mode } }));
const names = [
  'red',
  'dark-red',
  'green',
  'yellow',
  'super-light-yellow',
  'blue',
  'dark-purple',
  'text',
  '#000',
  '#fff',
];

it.each(names)('%s can be read on a panel of either theme', (name) => {
  for (const theme of themes) {
    const { getColorByName } = theme.visualization;
    const text = readable(getColorByName(name), theme);
    expect(colorManipulator.getContrastRatio(text, getColorByName('panel-bg'))).toBeGreaterThanOrEqual(4.8);
  }
});

it('leaves a colour as it is where it can be read', () => {
  const [dark] = themes;
  expect(dark && readable('#73bf69', dark)).toBe('#73bf69');
});

it('takes any colour of CSS, and what is none for black', () => {
  expect(inkOn('rebeccapurple')).toBe('#ffffff');
  expect(inkOn('url(x)')).toBe('#ffffff');
});

it.each(names.slice(0, 7))('has an ink for %s', (name) => {
  const ground = themes[0]?.visualization.getColorByName(name) ?? '';
  expect(colorManipulator.getContrastRatio(inkOn(ground), ground)).toBeGreaterThan(4.5);
});
