import { join } from 'node:path';

/** The root of the workspace: programs are started by their paths in it. */
export const root = join(import.meta.dirname, '..', '..', '..');
