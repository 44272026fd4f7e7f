/** Whether a browser may follow it: http, https, or relative to this server. */
export function isSafe(address: string): boolean {
  return /^https?:$/.test(URL.parse(address, 'http://console.invalid/')?.protocol ?? '');
}

/** Whether it is a whole address of http or https. */
export function isWebAddress(address: string): boolean {
  return /^https?:/i.test(address) && isSafe(address);
}
