import type { Config } from '../config.ts';
import { showName } from '../document/describe.ts';
import { isLoopback } from '../loopback.ts';
import type { FileConfig } from '../schema/file.ts';
import { readSource } from '../secrets/read-source.ts';
import { Secret } from '../secrets/secret.ts';
import type { Context } from './context.ts';
import { checkUrl, programUrl, withoutSlash } from './url.ts';

/** The console with its token; without one it stays on this machine, because whoever opens it can silence alerts. */
export function resolveConsole({ console: written }: FileConfig, context: Context): Config['console'] {
  const { token: source, ...rest } = written;
  if (source !== undefined) {
    const token = readToken(source, context);
    return token === undefined ? rest : { ...rest, token };
  }
  if (rest.enabled && !isLoopback(rest.host) && !context.isOmitted('console')) {
    context.report(
      ['console', 'host'],
      `whoever reaches ${showName(rest.host)} could read and silence alerts; set console.token, or host: 127.0.0.1`,
    );
  }
  return rest;
}

/** The addresses of links; dashboards are where the console is, unless stated. */
export function resolveLinks(written: FileConfig, context: Context): Config['links'] {
  const link = (name: keyof Config['links'], own: string): string => {
    const address = written.links[name];
    if (address === undefined) return own;
    checkUrl(address, ['links', name], context, 'let readers sign in themselves');
    // In the form in which browsers write it, so that no brace or blank of it can spoil a template or a link.
    return withoutSlash(new URL(address).href);
  };
  const console = link('console', programUrl(written.console));
  return {
    console,
    dashboards: link('dashboards', console),
    prometheus: link('prometheus', programUrl(written.prometheus)),
    alertmanager: link('alertmanager', programUrl(written.alertmanager)),
  };
}

function readToken(source: NonNullable<FileConfig['console']['token']>, context: Context): Secret | undefined {
  const path = ['console', 'token'];
  const text = readSource(source, path, context);
  if (text === undefined) return undefined;
  const token = text.text.trim();
  // What a browser can send in a header and a person can paste.
  if (!/^[\x21-\x7e]+$/.test(token)) {
    context.report(path, `${text.origin} does not hold one token of letters, digits and signs without blanks`);
  }
  return new Secret(token);
}
