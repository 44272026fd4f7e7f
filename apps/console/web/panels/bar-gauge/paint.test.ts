import { expect, it } from 'vitest';
import { createTheme, type FieldDisplay } from '../../grafana/data.ts';
import { type DisplayMode, paintOf } from './paint.ts';

const theme = createTheme({ colors: { mode: 'dark' } });
const value = (mode: string): FieldDisplay =>
  ({
    display: { text: '1', numeric: 1, color: '#123456' },
    field: {
      min: 0,
      max: 50,
      color: { mode },
      thresholds: {
        mode: 'absolute',
        steps: [
          { value: Number.NEGATIVE_INFINITY, color: '#0f0' },
          { value: 20, color: '#f00' },
        ],
      },
    },
  }) as unknown as FieldDisplay;

it.each<[DisplayMode, string, string]>([
  ['basic', 'thresholds', '#123456'],
  ['gradient', 'thresholds', 'linear-gradient(to right, #0f0 0%, #f00 40%)'],
  ['lcd', 'thresholds', 'linear-gradient(to right, #0f0 0% 40%, #f00 40% 100%)'],
  ['gradient', 'fixed', '#123456'],
])('paints a bar in mode %s with colours by %s', (mode, by, paint) => {
  expect(paintOf(value(by), mode, true, theme)).toBe(paint);
});
