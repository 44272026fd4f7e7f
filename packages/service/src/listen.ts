import type { FastifyInstance } from 'fastify';
import { messageOf, ServiceError, systemCode } from './errors.ts';
import { describeHolder, portHolder } from './port-holder.ts';

/** Where a service can be reached. */
export interface Address {
  readonly host: string;
  /** The real port, also when 0 was asked for. */
  readonly port: number;
  /** For example `http://127.0.0.1:8000`, without a slash at the end. */
  readonly url: string;
}

/** Where to listen. */
export interface ListenOptions {
  name: string;
  host: string;
  /** 0 takes any free port. */
  port: number;
  /** Setting that holds the port, named when it cannot be had, for example `gateway.port`. */
  portSetting?: string | undefined;
}

/**
 * Starts to listen.
 *
 * @throws ServiceError `port_in_use` (names the process that holds it, where the system tells), `port_forbidden`,
 * `address_unavailable` or `listen_failed`
 */
export async function listen(app: FastifyInstance, options: ListenOptions): Promise<Address> {
  try {
    await app.listen({
      host: options.host,
      port: options.port,
      listenTextResolver: (url) => `${options.name} listens on ${url}`,
    });
  } catch (error) {
    throw await explain(error, options);
  }
  const bound = app.server.address();
  const port = typeof bound === 'object' && bound !== null ? bound.port : options.port;
  const name = options.host.includes(':') ? `[${options.host}]` : options.host;
  return { host: options.host, port, url: `http://${name}:${port}` };
}

async function explain(cause: unknown, options: ListenOptions): Promise<ServiceError> {
  const { host, port, portSetting } = options;
  const elsewhere = portSetting === undefined ? 'choose another port' : `set ${portSetting} to another port`;
  switch (systemCode(cause)) {
    case 'EADDRINUSE': {
      const holder = describeHolder(await portHolder(port));
      return new ServiceError('port_in_use', `port ${port} is in use by ${holder}; stop it or ${elsewhere}`, { cause });
    }
    case 'EACCES':
      return new ServiceError('port_forbidden', `port ${port} needs more rights than this user has; ${elsewhere}`, {
        cause,
      });
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return new ServiceError(
        'address_unavailable',
        `this machine has no address ${host}; listen on 127.0.0.1, or on 0.0.0.0 for all addresses`,
        { cause },
      );
    default:
      return new ServiceError('listen_failed', `cannot listen on ${host}:${port}: ${messageOf(cause)}`, { cause });
  }
}
