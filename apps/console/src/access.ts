import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { isIP } from 'node:net';

/** What programs call, which have no password and know the console by other names. */
const open: ReadonlySet<string> = new Set(['/metrics', '/health', '/ready', '/inbox/slack', '/inbox/heartbeat']);

/** Who may see pages. */
export interface AccessOptions {
  /** Password for any user; without one everybody who reaches the port is let in. */
  readonly token: string | undefined;
  /** Where people reach this console. */
  readonly console: string;
}

/** Why a request to a route is not served; undefined when it is. */
export function refusal(route: string | undefined, headers: IncomingHttpHeaders, options: AccessOptions) {
  if (open.has(route ?? '')) return undefined;
  if (options.token !== undefined) {
    if (isEqual(passwordIn(headers), options.token)) return undefined;
    return { status: 401, message: 'The password is console.token of switchgear.yaml; the user may be any.' };
  }
  if (isOwnName(headers.host, options.console)) return undefined;
  // Another's page, whose name was turned to this machine, could read what is here and silence alerts.
  return { status: 421, message: 'This console does not go by that name. Use its address, or set links.console.' };
}

/** Whether a form was sent by a page of this console. Browsers say where a form comes from; what does not is refused. */
export function isSameOrigin(headers: IncomingHttpHeaders, console: string): boolean {
  const { origin, host, 'sec-fetch-site': site = origin && 'same-origin' } = headers;
  const url = URL.parse(origin ?? `http://${host}`);
  return site === 'same-origin' && (url?.host === host || url?.origin === new URL(console).origin);
}

function isOwnName(host: string | undefined, console: string): boolean {
  const name = URL.parse(`http://${host}`)?.hostname ?? '';
  return name === 'localhost' || isIP(name.replace(/^\[|\]$/g, '')) !== 0 || name === new URL(console).hostname;
}

function passwordIn({ authorization = '' }: IncomingHttpHeaders): string {
  const [, encoded = ''] = /^Basic +(\S+)$/i.exec(authorization) ?? [];
  return Buffer.from(encoded, 'base64')
    .toString()
    .replace(/^[^:]*:/, '');
}

/** In the same time wherever they differ. */
function isEqual(a: string, b: string): boolean {
  const hash = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(hash(a), hash(b));
}
