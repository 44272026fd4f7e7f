import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Lets the processes that tests start read each source once instead of every time. */
export const compileCache: string = join(tmpdir(), 'switchgear-test-compiled');
