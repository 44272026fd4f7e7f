/** What axes are drawn with; the page's own colours. */
export interface Ink {
  readonly ground: string;
  readonly quiet: string;
  readonly line: string;
  readonly font: string;
}

export function inkOf(element: Element): Ink {
  const css = getComputedStyle(element);
  return {
    ground: css.getPropertyValue('--surface'),
    quiet: css.getPropertyValue('--quiet'),
    line: css.getPropertyValue('--line'),
    font: `12px ${css.fontFamily}`,
  };
}
