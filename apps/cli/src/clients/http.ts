import { CliError, exitStatus } from '../errors.ts';

export interface Call {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A program that is spoken to, for messages and addresses. */
export interface Peer {
  readonly name: string;
  readonly url: string;
}

const timeoutMs = 10_000;

/**
 * Calls a program of ours and returns its JSON; undefined for an answer without a body.
 *
 * @throws CliError not_running when nobody answers, request_failed with the program's own words otherwise
 */
export async function callJson(peer: Peer, path: string, call: Call = {}): Promise<unknown> {
  const text = await callText(peer, path, call);
  if (text === '') return undefined;
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new CliError(
      'request_failed',
      `${peer.url} does not answer with JSON. Does another program listen there? See: npx switchgear doctor`,
      { cause },
    );
  }
}

/** As {@link callJson}, for an answer of any form. */
export async function callText(peer: Peer, path: string, call: Call = {}): Promise<string> {
  const response = await send(peer, peer.url.replace(/\/$/, '') + path, call);
  const text = await response.text();
  if (response.ok) return text;
  throw new CliError('request_failed', `${peer.name} answered ${response.status}: ${messageOf(text)}`, {
    // What is not found or not understood was given wrongly on the command line.
    exitStatus: [400, 404].includes(response.status) ? exitStatus.usage : exitStatus.fault,
  });
}

async function send(peer: Peer, address: string, { method = 'GET', body, headers }: Call): Promise<Response> {
  const content = body === undefined ? {} : { 'content-type': 'application/json' };
  try {
    return await fetch(address, {
      method,
      headers: { ...content, ...headers },
      signal: AbortSignal.timeout(timeoutMs),
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
  } catch (cause) {
    const late = cause instanceof Error && cause.name === 'TimeoutError';
    const what = late ? `did not answer within ${timeoutMs / 1000} s` : 'does not answer';
    throw new CliError(
      'not_running',
      `${peer.name} ${what} at ${peer.url}. Start it with: npx switchgear up, or see what is wrong with: npx switchgear status`,
      { cause, exitStatus: exitStatus.notRunning },
    );
  }
}

/** The message of an error in the OpenAI shape, else the text as it is. */
function messageOf(text: string): string {
  try {
    const value = JSON.parse(text) as { error?: { message?: unknown } };
    if (typeof value.error?.message === 'string') return value.error.message;
  } catch {
    // Not JSON: shown as it came.
  }
  return text.trim().slice(0, 500) || 'no reason given';
}
