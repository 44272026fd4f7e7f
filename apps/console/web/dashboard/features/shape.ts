/**
 * What may stand at a place of the JSON: anything, one of some values, what a test admits, or an object of such. In
 * an object, `[]` is each item of a list and `*` whatever has no name of its own.
 */
export type Shape = 'any' | readonly unknown[] | ((value: unknown) => boolean) | { readonly [key: string]: Shape };

/** Names whose values are all drawn, or count for nothing. */
export function any(...names: readonly string[]): Readonly<Record<string, 'any'>> {
  return Object.fromEntries(names.map((name) => [name, 'any']));
}

/** What does not fit, each by its path and value. */
export function strangeIn(value: unknown, shape: Shape | undefined, path: string): string[] {
  if (value === undefined || value === null || shape === 'any') return [];
  if (shape === undefined) return [path];
  if (typeof shape === 'function') return shape(value) ? [] : [named(path, value)];
  if (Array.isArray(shape)) return shape.includes(value) ? [] : [named(path, value)];
  if (typeof value !== 'object') return [named(path, value)];
  const inside = shape as Readonly<Record<string, Shape>>;
  if (Array.isArray(value)) return value.flatMap((item) => strangeIn(item, inside['[]'], path));
  return Object.entries(value).flatMap(([key, one]) =>
    strangeIn(one, Object.hasOwn(inside, key) ? inside[key] : inside['*'], path === '' ? key : `${path}.${key}`),
  );
}

/** The shape at a path such as `custom.lineStyle`; undefined for none. */
export function shapeAt(shape: Shape, path: string): Shape | undefined {
  return path.split('.').reduce<Shape | undefined>((at, key) => {
    if (typeof at !== 'object' || Array.isArray(at)) return at === 'any' ? at : undefined;
    return (at as Readonly<Record<string, Shape>>)[key];
  }, shape);
}

function named(path: string, value: unknown): string {
  const text = JSON.stringify(value);
  return `${path} = ${text.length > 60 ? `${text.slice(0, 60)}…` : text}`;
}
