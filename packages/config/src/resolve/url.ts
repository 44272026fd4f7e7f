/** Address at which a program of this machine is reached; one that listens everywhere is reached on the loopback. */
export function programUrl(program: { host: string; port: number }): string {
  const { host, port } = program;
  if (host === '0.0.0.0') return `http://127.0.0.1:${port}`;
  if (host === '::') return `http://[::1]:${port}`;
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
}
