export type { Key } from './keys.ts';
export { createScreen, type ScreenOptions } from './screen.ts';
export { isLively } from './stream.ts';
