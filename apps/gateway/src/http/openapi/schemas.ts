export type Schema = Readonly<Record<string, unknown>>;

export const object = (properties: Record<string, Schema>, required = Object.keys(properties)): Schema => ({
  type: 'object',
  required,
  properties,
});

export const array = (items: Schema): Schema => ({ type: 'array', items });

export const text = (description?: string): Schema => ({ type: 'string', ...(description && { description }) });

export const count = (description?: string): Schema => ({
  type: 'integer',
  minimum: 0,
  ...(description && { description }),
});

export const oneOf = (...values: string[]): Schema => ({ type: 'string', enum: values });

/** The shape of every error, OpenAI's with a stable `code`. */
export const errorSchema: Schema = object({
  error: object(
    {
      message: text('What is wrong, where, and what to do about it.'),
      type: text(),
      param: { type: ['string', 'null'], description: 'The field at fault.' },
      code: { type: ['string', 'null', 'integer'], description: 'Stable; clients may branch on it.' },
    },
    ['message', 'type', 'code'],
  ),
});
