/// <reference lib="dom" />
import type { Browser } from 'playwright-core';

export interface Load {
  /** Script that came over the wire, compressed, until the first panel was drawn. */
  readonly scriptBytes: number;
  /** Since the navigation began. */
  readonly firstPaintMs: number;
  /** Until no panel waits. */
  readonly drawnMs: number;
}

/** Loads a dashboard in a new profile, so that nothing is cached, and in a window that shows all of it. */
export async function loadDashboard(browser: Browser, address: string): Promise<Load> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 3000 } });
  try {
    const page = await context.newPage();
    await page.addInitScript(watchPanels);
    await page.goto(address);
    await page.waitForFunction(() => performance.getEntriesByName('panels drawn').length > 0, undefined, {
      timeout: 30_000,
    });
    return await page.evaluate(readLoad);
  } finally {
    await context.close();
  }
}

/** Marks when the first panel and when all panels in sight show what they were asked for. */
function watchPanels(): void {
  const isInSight = (panel: Element) => panel.getBoundingClientRect().top < innerHeight;
  const isDrawn = (panel: Element) =>
    panel.getAttribute('aria-busy') === 'false' && panel.querySelector('.body > *:not([role=status])') !== null;
  const mark = (name: string) => performance.getEntriesByName(name).length === 0 && performance.mark(name);
  const look = () => {
    const panels = [...document.querySelectorAll('[data-panel]')].filter(isInSight);
    const drawn = panels.filter(isDrawn);
    if (drawn.length > 0) mark('first panel');
    if (drawn.length > 0 && drawn.length === panels.length) mark('panels drawn');
    else requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}

function readLoad(): Load {
  const at = (name: string) => performance.getEntriesByName(name)[0]?.startTime ?? Number.NaN;
  const scripts = performance.getEntriesByType('resource') as PerformanceResourceTiming[];
  return {
    scriptBytes: scripts
      .filter(({ name, startTime }) => name.endsWith('.js') && startTime < at('first panel'))
      .reduce((sum, { encodedBodySize }) => sum + encodedBodySize, 0),
    firstPaintMs: at('first-contentful-paint'),
    drawnMs: at('panels drawn'),
  };
}
