import { createServer } from 'node:net';

/** The port if nobody listens there, and otherwise 0: any that is free. */
export function portOrAny(host: string, port: number): Promise<number> {
  const probe = createServer();
  return new Promise((resolve) => {
    probe.once('error', () => resolve(0));
    probe.listen(port, host, () => probe.close(() => resolve(port)));
  });
}
