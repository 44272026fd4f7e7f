import type { Schema } from './document.ts';

/** The shape of every error, OpenAI's with a stable `code`. */
export const errorSchema: Schema = {
  type: 'object',
  required: ['error'],
  properties: {
    error: {
      type: 'object',
      required: ['message', 'type', 'code'],
      properties: {
        message: { type: 'string', description: 'What is wrong, where, and what to do about it.' },
        type: { type: 'string' },
        param: { type: ['string', 'null'], description: 'The field at fault.' },
        code: { type: ['string', 'null', 'integer'], description: 'Stable; clients may branch on it.' },
      },
    },
  },
};

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
