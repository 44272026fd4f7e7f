import { z } from 'zod';
import { fileSchema } from './file.ts';

/** The part of JSON Schema that the schema of switchgear.yaml uses. */
export interface JsonSchema {
  readonly type?: string;
  /** The form of a text, in words and with an example. */
  readonly title?: string;
  readonly description?: string;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly additionalProperties?: JsonSchema | boolean;
  readonly items?: JsonSchema;
  readonly enum?: readonly unknown[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMinimum?: number;
  readonly exclusiveMaximum?: number;
  readonly format?: string;
  readonly pattern?: string;
  readonly minItems?: number;
  readonly required?: readonly string[];
}

let cached: JsonSchema | undefined;

/** JSON Schema of switchgear.yaml as a person writes it: what has a default is optional. */
export function jsonSchema(): JsonSchema {
  cached ??= z.toJSONSchema(fileSchema, { io: 'input', target: 'draft-2020-12' }) as JsonSchema;
  return cached;
}

/** Content of switchgear.schema.json. */
export function schemaText(): string {
  return `${JSON.stringify(jsonSchema(), null, 2)}\n`;
}

/** The schema of the value at a path; undefined where nothing is known about it. */
export function schemaAt(path: readonly PropertyKey[]): JsonSchema | undefined {
  let schema: JsonSchema | undefined = jsonSchema();
  for (const part of path) {
    if (typeof part === 'number') schema = schema?.items;
    else schema = schema?.properties?.[String(part)] ?? rest(schema);
  }
  return schema;
}

function rest(schema: JsonSchema | undefined): JsonSchema | undefined {
  return typeof schema?.additionalProperties === 'object' ? schema.additionalProperties : undefined;
}
