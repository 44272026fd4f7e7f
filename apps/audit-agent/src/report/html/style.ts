/** The palette is that of the console. Text on its ground has a contrast of 4.5 at least, in both schemes. */
export const style = `
:root { color-scheme: light dark; --ground: #f3f5f8; --surface: #fff; --raised: #e6eaf0; --line: #cfd5df; --text: #1f2530; --quiet: #566070; --accent: #1f60c4; --good: #27732a; --warning: #a34a00; --critical: #c4162a; }
@media screen and (prefers-color-scheme: dark) {
  :root { --ground: #111318; --surface: #191c23; --raised: #2b303b; --line: #343a46; --text: #dde1e8; --quiet: #a0a8b6; --accent: #4c8dff; --good: #73bf69; --warning: #ff9830; --critical: #ff6b78; }
}
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 72rem; padding: 24px 16px; background: var(--ground); color: var(--text); font: 0.875rem/1.5 system-ui, -apple-system, "Segoe UI", Roboto, sans-serif; }
h1 { margin: 0; font-size: 1.5rem; line-height: 1.25; font-weight: 650; overflow-wrap: anywhere; }
h2 { margin: 0 0 4px; font-size: 1rem; font-weight: 600; }
p { margin: 4px 0; overflow-wrap: anywhere; }
ul { margin: 4px 0; padding-left: 20px; overflow-wrap: anywhere; }
code { font: 0.8125rem ui-monospace, "SF Mono", Consolas, "DejaVu Sans Mono", monospace; overflow-wrap: anywhere; }
a { color: var(--accent); }
header { margin-bottom: 20px; }
.brand { margin: 0 0 2px; color: var(--accent); font-weight: 600; letter-spacing: 0.02em; }
.quiet, .source, caption, figcaption { color: var(--quiet); }
.source, caption { font-size: 0.8125rem; overflow-wrap: anywhere; }
.source { margin: 10px 0 0; }
.good { color: var(--good); } .bad { color: var(--critical); } .warn { color: var(--warning); }
.tiles, .pair { display: grid; gap: 16px; margin-bottom: 16px; }
.tiles { grid-template-columns: repeat(auto-fit, minmax(10rem, 1fr)); }
.card { min-width: 0; margin-bottom: 16px; padding: 16px; border: 1px solid var(--line); border-radius: 8px; background: var(--surface); }
.tiles .card, .pair .card { margin: 0; }
.pair { align-items: start; }
.tile { display: flex; flex-direction: column; }
.tile h2 { color: var(--quiet); font-size: 0.875rem; font-weight: 500; }
.tile .value { margin: 0; font-size: 1.75rem; line-height: 1.3; font-weight: 650; font-variant-numeric: tabular-nums; }
.tile .value small { font-size: 0.9375rem; font-weight: 600; white-space: nowrap; }
.tile .source { margin-top: auto; padding-top: 8px; }
.faults { border-left: 4px solid var(--warning); }
.comments { border-style: dashed; }
.comments blockquote { margin: 8px 0; padding-left: 12px; border-left: 3px solid var(--line); white-space: pre-wrap; overflow-wrap: anywhere; }
table { width: 100%; border-collapse: collapse; }
caption { padding-bottom: 4px; text-align: left; }
th, td { padding: 5px 8px 5px 0; border-bottom: 1px solid var(--line); text-align: left; vertical-align: top; }
tbody tr:last-child td { border-bottom: 0; }
.name { overflow-wrap: anywhere; }
th, th.name { color: var(--quiet); font-weight: 500; overflow-wrap: normal; }
.number { text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums; }
td:last-child, th:last-child { padding-right: 0; }
td.bar { width: 30%; min-width: 4rem; }
svg.bar { display: block; width: 100%; height: 10px; margin-top: 5px; fill: var(--accent); }
svg.bar.good { fill: var(--good); } svg.bar.bad { fill: var(--critical); } svg .rest { fill: var(--raised); }
.trend { display: block; width: 100%; height: 260px; padding: 12px 10px 32px 52px; overflow: visible; }
.trend line { stroke: var(--line); } .trend text { fill: var(--quiet); font-size: 12px; }
.trend .area { fill: var(--accent); opacity: 0.12; }
.trend .line { fill: none; stroke: var(--accent); stroke-width: 2; stroke-linejoin: round; vector-effect: non-scaling-stroke; }
.trend circle { fill: var(--surface); stroke: var(--accent); stroke-width: 2; } .trend circle:last-of-type { fill: var(--accent); }
footer { color: var(--quiet); font-size: 0.8125rem; overflow-wrap: anywhere; }
@media (width >= 60rem) { .pair { grid-template-columns: 1fr 1fr; } }
@media (width < 30rem) { body { padding: 12px 8px; } .card { padding: 12px; } td.bar { width: 20%; min-width: 3rem; } .trend { padding-left: 44px; } }
@media (width < 40rem) {
  [aria-labelledby="audits"] thead { display: none; }
  [aria-labelledby="audits"] tr { display: block; padding: 6px 0; border-bottom: 1px solid var(--line); }
  [aria-labelledby="audits"] td { display: inline-block; padding: 0 16px 0 0; border: 0; }
  [aria-labelledby="audits"] td.name { display: block; }
  [aria-labelledby="audits"] td:nth-child(4)::before { content: "Could not be done: "; color: var(--quiet); }
}
@media print { body { max-width: none; padding: 0; background: none; } .card { break-inside: avoid-page; } .pair { display: block; } .pair .card { margin-bottom: 16px; } svg { print-color-adjust: exact; } }
`;
