import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { enabledExample, exampleEnvironment, exampleFolder, exampleText } from '../test-support/example.ts';
import { loadText } from '../test-support/files.ts';
import { type JsonSchema, jsonSchema, schemaText } from './json-schema.ts';

function* keysOf(schema: JsonSchema): Generator<string> {
  for (const [key, inner] of Object.entries(schema.properties ?? {})) {
    yield key;
    yield* keysOf(inner);
  }
  if (schema.items) yield* keysOf(schema.items);
  if (typeof schema.additionalProperties === 'object') yield* keysOf(schema.additionalProperties);
}

function* keysIn(value: unknown): Generator<string> {
  if (typeof value !== 'object' || value === null) return;
  for (const [key, inner] of Object.entries(value)) {
    yield key;
    yield* keysIn(inner);
  }
}

function* withoutDescription(schema: JsonSchema, path = ''): Generator<string> {
  if (schema.description === undefined && path !== '') yield path;
  for (const [key, inner] of Object.entries(schema.properties ?? {}))
    yield* withoutDescription(inner, `${path}.${key}`);
}

describe('switchgear.schema.json', () => {
  it('is what the schema says; npm run schema -w @switchgear/config writes it', () => {
    const file = new URL('../../../../switchgear.schema.json', import.meta.url);
    expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual(JSON.parse(schemaText()));
  });

  it('describes every setting', () => {
    expect([...withoutDescription(jsonSchema())]).toEqual([]);
  });
});

describe('switchgear.example.yaml', () => {
  it('loads as it is and changes nothing', () => {
    const folder = exampleFolder();
    const { file: _, ...config } = loadText(exampleText(), {}, folder);
    const { file: __, ...defaults } = loadText('', {}, folder);
    expect(config).toEqual(defaults);
  });

  it('loads with every setting in use', () => {
    const config = loadText(enabledExample(), exampleEnvironment, exampleFolder());
    expect(config.providers.map(({ name }) => name)).toEqual(['deepseek', 'perplexity', 'my-llm']);
  });

  it('shows every setting', () => {
    const shown = new Set(keysIn(parse(enabledExample())));
    expect([...keysOf(jsonSchema())].filter((key) => !shown.has(key))).toEqual([]);
  });

  it('names its schema for editors', () => {
    expect(exampleText()).toMatch(/^# yaml-language-server: \$schema=\.\/switchgear\.schema\.json\n/);
  });
});
