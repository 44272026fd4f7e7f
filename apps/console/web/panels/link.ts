/** Where a link of a dashboard leads: a page of this console, by its path, or another address of http or https. */
export interface Target {
  readonly href: string;
  readonly here: boolean;
}

/**
 * @param page address of the page that shows the link
 * @param home address of this console in links that it wrote itself, when the viewer came by another one
 * @returns undefined for what no browser should follow, such as `javascript:`
 */
export function targetOf(href: string, page: string, home: string | undefined): Target | undefined {
  const url = URL.parse(href, page);
  if (url === null || !/^https?:$/.test(url.protocol)) return undefined;
  const here = [page, home].some((own) => own !== undefined && URL.parse(own)?.origin === url.origin);
  // Two slashes would make the first part of the path a host.
  const path = url.pathname.replace(/^\/+/, '/') + url.search + url.hash;
  return { href: here ? path : url.href, here };
}
