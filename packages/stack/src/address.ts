/** `host:port` as it stands in a target or URL: IPv6 in brackets, and an address that means "all" as the local one. */
export function reachable(host: string, port: number): string {
  const local = host === '0.0.0.0' ? '127.0.0.1' : host === '::' ? '::1' : host;
  return listening(local, port);
}

/** `host:port` to listen on. */
export function listening(host: string, port: number): string {
  return host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`;
}
