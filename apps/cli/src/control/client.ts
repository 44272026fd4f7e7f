import { request } from 'node:http';
import { CliError, exitStatus } from '../errors.ts';
import { routes, type SupervisorStatus } from './protocol.ts';

interface Reply {
  readonly status: number;
  readonly body: string;
}

/** Speaks to the supervisor of a state folder. Every call resolves to undefined when none is running. */
export class ControlClient {
  readonly #path: string;

  constructor(path: string) {
    this.#path = path;
  }

  async status(): Promise<SupervisorStatus | undefined> {
    const reply = await this.#send('GET', routes.status);
    return reply === undefined ? undefined : (JSON.parse(reply.body) as SupervisorStatus);
  }

  /** Resolves as soon as the supervisor has begun to stop. */
  async stop(): Promise<SupervisorStatus | undefined> {
    const reply = await this.#send('POST', routes.stop);
    return reply === undefined ? undefined : (JSON.parse(reply.body) as SupervisorStatus);
  }

  /**
   * Resolves once the program can serve again.
   *
   * @throws CliError unknown_program, program_failed
   */
  async restart(program: string): Promise<SupervisorStatus | undefined> {
    const reply = await this.#send('POST', routes.restart(program));
    if (reply === undefined) return undefined;
    if (reply.status === 404) throw new CliError('unknown_program', reply.body, { exitStatus: exitStatus.usage });
    if (reply.status !== 200) throw new CliError('program_failed', reply.body);
    return JSON.parse(reply.body) as SupervisorStatus;
  }

  #send(method: string, path: string): Promise<Reply | undefined> {
    return new Promise((resolve, reject) => {
      const call = request({ socketPath: this.#path, method, path, agent: false }, (response) => {
        let body = '';
        response.setEncoding('utf8').on('data', (text: string) => {
          body += text;
        });
        response.once('end', () => resolve({ status: response.statusCode ?? 0, body }));
        response.once('error', reject);
      });
      call.once('error', (error: NodeJS.ErrnoException) => {
        const nobody = error.code === 'ENOENT' || error.code === 'ECONNREFUSED' || error.code === 'ECONNRESET';
        if (nobody) resolve(undefined);
        else
          reject(
            new CliError('request_failed', `The control socket ${this.#path} fails: ${error.message}`, {
              cause: error,
            }),
          );
      });
      call.end();
    });
  }
}
