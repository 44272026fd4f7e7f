import type { VariableModel } from '../model.ts';

export interface Option {
  readonly text: string;
  readonly value: string;
}

/** A variable with what may be chosen and what is. */
export interface Variable {
  readonly name: string;
  readonly model: VariableModel;
  /** Without All. */
  readonly options: readonly Option[];
  /** What is chosen; `$__all` alone for all of them. */
  readonly value: readonly string[];
  /** Why there is nothing to choose from. */
  readonly fault?: string;
}

/** How the address and the JSON write that all values are chosen. */
export const all = '$__all';

export function isAll({ value }: Pick<Variable, 'value'>): boolean {
  return value[0] === all;
}

/** The values that count: of All, each one. */
export function valuesOf({ value, options }: Variable): readonly string[] {
  return value[0] === all ? options.map((option) => option.value) : value;
}

/** What a person reads for the chosen values. */
export function textsOf(variable: Variable): readonly string[] {
  if (isAll(variable)) return ['All'];
  const texts = new Map(variable.options.map(({ value, text }) => [value, text]));
  return variable.value.map((value) => texts.get(value) ?? value);
}
