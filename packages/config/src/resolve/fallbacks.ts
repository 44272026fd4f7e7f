import type { Fallback, Provider } from '../config.ts';
import { showName } from '../document/describe.ts';
import { nearest } from '../document/nearest.ts';
import type { Context } from './context.ts';

/** A fallback may only name models that exist, once each, and must not lead back to where it started. */
export function checkFallbacks(fallbacks: readonly Fallback[], providers: readonly Provider[], context: Context): void {
  const models = providers.flatMap((provider) => provider.models);
  const targets = new Map<string, readonly string[]>();
  fallbacks.forEach(({ model, to }, index) => {
    const path = ['fallbacks', index];
    if (targets.has(model)) context.report([...path, 'model'], `${showName(model)} has two fallbacks; join them`);
    else targets.set(model, to);
    checkModel(model, [...path, 'model'], models, context);
    to.forEach((target, at) => {
      checkModel(target, [...path, 'to', at], models, context);
    });
  });
  const told = new Set<string>();
  fallbacks.forEach(({ model }, index) => {
    const loop = told.has(model) ? undefined : findLoop(model, targets);
    if (!loop) return;
    for (const member of loop) told.add(member);
    context.report(['fallbacks', index], `the fallbacks go round in a circle: ${loop.map(showName).join(' → ')}`);
  });
}

function checkModel(model: string, path: PropertyKey[], models: readonly string[], context: Context): void {
  if (models.includes(model) || context.isOmitted('providers')) return;
  const near = nearest(model, models);
  context.report(
    path,
    `no provider serves the model ${showName(model)}; ${near ? `did you mean ${near}?` : 'see models of the providers'}`,
  );
}

/** The way from a model back to itself. */
function findLoop(start: string, targets: ReadonlyMap<string, readonly string[]>): string[] | undefined {
  const visited = new Set<string>();
  const walk = (model: string, way: string[]): string[] | undefined => {
    for (const next of targets.get(model) ?? []) {
      if (next === start) return [...way, next];
      if (visited.has(next)) continue;
      visited.add(next);
      const loop = walk(next, [...way, next]);
      if (loop) return loop;
    }
    return undefined;
  };
  return walk(start, [start]);
}
