import { createCli } from './cli.ts';
import { describeError } from './errors.ts';

// Whoever read our output has had enough of it, as `head` does after ten lines: nobody is left to tell.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit();
});

try {
  await createCli().parseAsync();
} catch (error) {
  const { message, status } = describeError(error);
  if (message !== '') process.stderr.write(`${message}\n`);
  process.exitCode = status;
}
