// Supervises the programs that the test describes, in a process of its own that the test can send signals to.
import { loadConfig } from '@switchgear/config';
import { serve } from '../commands/serve.ts';
import { describeError } from '../errors.ts';
import type { ProgramSpec } from '../supervisor/spec.ts';

const { FAKE_SPECS: specs } = process.env;
const plan = specs === undefined ? undefined : (JSON.parse(specs) as ProgramSpec[]);

try {
  await serve(loadConfig(), {
    event: (event) => process.stdout.write(`${JSON.stringify(event)}\n`),
    ready: (status) => process.stdout.write(`${JSON.stringify({ type: 'all_ready', status })}\n`),
    ...(plan !== undefined && { plan: async () => plan }),
  });
} catch (error) {
  const { message, status } = describeError(error);
  process.stdout.write(`${JSON.stringify({ type: 'failed', message })}\n`);
  process.exitCode = status;
}
