import type { FastifyInstance } from 'fastify';
import { messageOf, ServiceError, type ServiceErrorCode, systemCode } from './errors.ts';
import { describeHolder, portHolder } from './port-holder.ts';
import type { ServiceOptions } from './service.ts';

/** Where a service can be reached. */
export interface Address {
  readonly host: string;
  /** The real port, also when 0 was asked for. */
  readonly port: number;
  /** For example `http://127.0.0.1:8000`, without a slash at the end. */
  readonly url: string;
}

type ListenOptions = Pick<ServiceOptions, 'name' | 'host' | 'port' | 'portSetting'>;

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

async function explain(cause: unknown, { host, port, portSetting }: ListenOptions): Promise<ServiceError> {
  const fault = (code: ServiceErrorCode, message: string) => new ServiceError(code, message, { cause });
  const elsewhere = portSetting === undefined ? 'choose another port' : `set ${portSetting} to another port`;
  switch (systemCode(cause)) {
    case 'EADDRINUSE': {
      const holder = describeHolder(await portHolder(port));
      return fault('port_in_use', `port ${port} is in use by ${holder}; stop it or ${elsewhere}`);
    }
    case 'EACCES':
      return fault('port_forbidden', `port ${port} needs more rights than this user has; ${elsewhere}`);
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND': {
      const remedy = 'listen on 127.0.0.1, or on 0.0.0.0 for all addresses';
      return fault('address_unavailable', `this machine has no address ${host}; ${remedy}`);
    }
    default:
      return fault('listen_failed', `cannot listen on ${host}:${port}: ${messageOf(cause)}`);
  }
}
