import type { Registry } from '../registry.ts';
import { type Exposition, parseExposition } from './parse-exposition.ts';

/** Scrapes a registry in the same process and reads the answer as strictly as Prometheus would. */
export async function scrape(registry: Registry): Promise<Exposition> {
  let text = '';
  for await (const slice of registry.expose()) text += slice;
  return parseExposition(text);
}
