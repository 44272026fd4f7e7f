import { Fault } from './fault.ts';

export interface Call {
  readonly method?: string;
  readonly signal?: AbortSignal | undefined;
  readonly headers?: Record<string, string>;
  readonly body?: string | URLSearchParams;
}

/**
 * Asks this console's server for JSON; null when it has nothing to say.
 *
 * @throws Fault with what the server says, caused by the whole answer, when that is no 2xx or no JSON
 */
export async function getJson<T>(path: string, call: Call = {}): Promise<T> {
  const response = await send(path, call);
  const text = response.status === 204 ? 'null' : await response.text();
  if (!response.ok) throw faultOf(path, response.status, text);
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Fault(`${path} did not answer JSON.`, 'See the log: npx switchgear logs console', response.status, {
      cause: error,
    });
  }
}

async function send(path: string, call: Call): Promise<Response> {
  try {
    return await fetch(path, { ...call, signal: call.signal ?? null });
  } catch (error) {
    if (call.signal?.aborted) throw error;
    throw new Fault('The console does not answer.', 'Does it run? npx switchgear status', 0, { cause: error });
  }
}

/** Errors have one of three shapes: Prometheus' own, the gateway's (OpenAI's), and the console's text. */
function faultOf(path: string, status: number, text: string): Fault {
  const body = parse(text);
  const error = body?.['error'];
  if (typeof error === 'string') return new Fault(error, '', status);
  if (typeof error === 'object' && error !== null && 'message' in error) {
    return new Fault(String(error.message), '', status, { cause: body });
  }
  return new Fault(text.slice(0, 500) || `${path} answered ${status}.`, '', status);
}

function parse(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? { ...value } : undefined;
  } catch {
    // It is text, which is shown as it is.
    return undefined;
  }
}
