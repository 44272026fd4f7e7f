import { colorManipulator } from '../grafana/data.ts';

/**
 * A colour that lets through what is beneath; what is no colour is black.
 *
 * @param percent how little it lets through
 */
export function tint(color: string, percent: number): string {
  return colorManipulator.alpha(colorManipulator.asHexString(color), Math.min(Math.max(percent, 0), 100) / 100);
}
