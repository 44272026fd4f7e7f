import { createCli } from './cli.ts';
import { describeError } from './errors.ts';

try {
  await createCli().parseAsync();
} catch (error) {
  const { message, status } = describeError(error);
  if (message !== '') process.stderr.write(`${message}\n`);
  process.exitCode = status;
}
