import { writeFileSync } from 'node:fs';
import { schemaText } from './schema/json-schema.ts';

writeFileSync(new URL('../../../switchgear.schema.json', import.meta.url), schemaText());
