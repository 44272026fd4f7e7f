import { parseArgs } from 'node:util';
import { createLogger, runService } from '@switchgear/service';
import { createSandbox } from './sandbox.ts';

const name = 'sandbox';
const logger = createLogger({ name });

await runService(
  () => {
    const { values } = parseArgs({
      options: {
        host: { type: 'string', default: '127.0.0.1' },
        port: { type: 'string', default: '8010' },
        seed: { type: 'string', default: 'sandbox' },
      },
    });
    return createSandbox({ host: values.host, port: portOf(values.port), seed: values.seed, logger });
  },
  { name, logger },
);

function portOf(text: string): number {
  const port = Number(text);
  if (text.trim() === '' || !Number.isInteger(port) || port < 0 || port > 65_535) {
    throw new RangeError(`--port: expected an integer from 0 to 65535, found "${text}"`);
  }
  return port;
}
