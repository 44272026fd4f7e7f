import { counted, showPercent, showPoints, showTime } from '../../figures.ts';
import type { TrendPoint } from '../../model.ts';
import { html, type Markup } from './markup.ts';

/** Points with a mark and a tooltip of their own; of more, only the last has one. */
const mostMarks = 60;

/**
 * Coverage over time. Positions are percentages of the plot, so that it fits any width while letters keep their size;
 * the line alone is stretched, with a stroke that is not.
 */
export function drawTrend(points: readonly TrendPoint[]): Markup | undefined {
  const first = points[0];
  const last = points.at(-1);
  if (first === undefined || last === undefined || points.length < 2) return;
  const [low, high] = bounds(points.map(({ percent }) => percent));
  const times = points.map(({ at }) => at);
  // A clock that was set back would lead the line to and fro: audits then stand in their order.
  const places = times.some((at, index) => at < (times[index - 1] ?? at)) ? [...times.keys()] : times;
  const [begin = 0] = places;
  const span = (places.at(-1) ?? 0) - begin || 1;
  const placed = points.map((point, index) => ({
    point,
    x: round((((places[index] ?? 0) - begin) / span) * 100),
    y: round(100 - ((point.percent - low) / (high - low)) * 100),
  }));
  const line = placed.map(({ x, y }) => `${x},${y}`).join(' ');
  const marked = placed.slice(placed.length > mostMarks ? -1 : 0);
  const end = placed.at(-1);
  const story = `From ${showPercent(first.percent)} on ${showTime(first.at)} to ${showPercent(last.percent)} on ${showTime(last.at)}, ${showPoints(last.percent - first.percent)} points in ${counted(points.length, 'audit')}.`;
  return html`<svg class="trend" role="img" aria-labelledby="trend-title trend-story">
<title id="trend-title">Coverage trend</title><desc id="trend-story">${story}</desc>
${gridlines(low, high)}
<svg width="100%" height="100%" viewBox="0 0 100 100" preserveAspectRatio="none" overflow="visible" aria-hidden="true">
<polygon class="area" points="${placed[0]?.x},100 ${line} ${end?.x},100"/><polyline class="line" points="${line}"/>
</svg>
${marked.map(({ point, x, y }) => html`<circle cx="${x}%" cy="${y}%" r="3.5"><title>${showPercent(point.percent)}, ${showTime(point.at)}${point.commit?.replace(/^(.{10}).*/, ', commit $1')}</title></circle>`)}
<text x="0" y="100%" dy="20">${showTime(first.at)}</text><text x="100%" y="100%" dy="20" text-anchor="end">${showTime(last.at)}</text>
</svg>`;
}

/** Whole tens around the values where they differ much, and at least ten points apart, so that noise stays small. */
function bounds(values: readonly number[]): [low: number, high: number] {
  const low = Math.max(0, Math.floor((Math.min(...values) - 1) / 5) * 5);
  const high = Math.min(100, Math.ceil((Math.max(...values) + 1) / 5) * 5);
  return high - low >= 10 ? [low, high] : high === 100 ? [90, 100] : [low, low + 10];
}

function gridlines(low: number, high: number): Markup[] {
  const step = [2.5, 5, 10, 20].find((size) => (high - low) / size <= 5) ?? 20;
  const count = Math.floor((high - low) / step);
  return Array.from({ length: count + 1 }, (_, index) => {
    const value = low + index * step;
    const y = round(100 - ((value - low) / (high - low)) * 100);
    return html`<line x1="0" x2="100%" y1="${y}%" y2="${y}%"/><text x="-8" y="${y}%" dy="4" text-anchor="end">${value} %</text>`;
  });
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
