import { toFault } from '../../api/fault.ts';
import type { VariableModel } from '../model.ts';
import { filler, referredIn } from './fill.ts';
import { ownOptions, queryOf, queryOptions } from './options.ts';
import { all, type Option, type Variable } from './variable.ts';

const types: ReadonlySet<string> = new Set(['query', 'datasource', 'custom', 'interval', 'constant', 'textbox']);

/**
 * Finds what may be chosen for each variable and what is. A query is asked when the variables it uses are known.
 *
 * Variables of other types are left alone.
 *
 * @param chosen values by name as the address says
 * @param ask the values that a variable's query, filled in, gives
 */
export async function resolveVariables(
  models: readonly VariableModel[],
  chosen: Readonly<Record<string, readonly string[]>>,
  ask: (query: string) => Promise<readonly string[]>,
): Promise<Variable[]> {
  const byName = new Map(models.map((model) => [model.name, model]));
  const known = new Map<string, Promise<Variable>>();

  function resolve(model: VariableModel, users: readonly string[]): Promise<Variable> {
    const begun = known.get(model.name) ?? settle(model, [...users, model.name]);
    known.set(model.name, begun);
    return begun;
  }

  async function settle(model: VariableModel, users: readonly string[]): Promise<Variable> {
    const { name, type, regex } = model;
    if (type !== 'query') return choose(model, ownOptions(model), chosen[name]);
    const query = queryOf(model);
    const used = referredIn(`${query} ${regex ?? ''}`).flatMap((used) => byName.get(used) ?? []);
    const circle = used.find((one) => users.includes(one.name));
    if (circle !== undefined) return without(model, `It uses $${circle.name}, which uses it in turn.`);
    const fill = filler(await Promise.all(used.map((one) => resolve(one, users))));
    try {
      const values = await ask(fill(query));
      return choose(
        model,
        queryOptions(values, regex ? { ...model, regex: fill(regex, {}, 'regex') } : model),
        chosen[name],
      );
    } catch (error) {
      if (error instanceof DOMException && error.name === 'AbortError') throw error;
      const { message, remedy } = toFault(error);
      return without(model, `${message} ${remedy}`.trim());
    }
  }

  /** Nobody knows what may be chosen, so what was chosen stays. */
  function without(model: VariableModel, fault: string): Variable {
    return { name: model.name, model, options: [], value: chosen[model.name] ?? defaultOf(model), fault };
  }

  return await Promise.all(models.filter(({ type }) => types.has(type)).map((model) => resolve(model, [])));
}

/** What was chosen as far as it can be; else what the dashboard says; else All or the first. */
function choose(model: VariableModel, options: readonly Option[], chosen: readonly string[] | undefined): Variable {
  const { name, type } = model;
  if (type === 'textbox')
    return { name, model, options, value: (chosen ?? [currentOf(model)[0] ?? queryOf(model)]).slice(0, 1) };
  const values = new Set(options.map(({ value }) => value));
  const allowed = (wanted: readonly string[]) => {
    if (model.includeAll && (wanted.includes(all) || wanted.includes('All'))) return [all];
    return wanted.filter((value) => values.has(value)).slice(0, model.multi ? undefined : 1);
  };
  const first = model.includeAll ? [all] : options.slice(0, 1).map(({ value }) => value);
  const value = [chosen ?? [], currentOf(model), first].map(allowed).find(({ length }) => length > 0) ?? [];
  return { name, model, options, value };
}

function defaultOf(model: VariableModel): readonly string[] {
  return model.includeAll ? [all] : currentOf(model);
}

function currentOf({ current }: VariableModel): readonly string[] {
  return [current?.value ?? []].flat().map(String);
}
