import { ConsoleError } from '../errors.ts';
import { type Html, html } from '../pages/html.ts';
import { type Matcher, parseMatchers, showMatcher } from './matchers.ts';

/** What a person may choose, in hours. */
const durations = new Map([
  ['1h', 1],
  ['4h', 4],
  ['1d', 24],
  ['1w', 168],
]);

const filterField = html`<p><label>Alerts with <input name="filter" required placeholder='alertname="…", provider=~"…"'></label></p>`;

/** A filled-in form. */
export interface Wish {
  readonly matchers: readonly Matcher[];
  readonly durationMs: number;
  readonly reason: string;
}

/** The form for a filter, or with a field for one where it is empty. @throws ConsoleError bad_request */
export function silenceForm(filter: string): Html {
  return html`<form method="post" action="/silences">
${filter === '' ? filterField : html`<input type="hidden" name="filter" value="${filter}">${matcherList(parseMatchers(filter))}`}
<p><label>For <select name="duration">${[...durations.keys()].map((name) => html`<option>${name}`)}</select></label></p>
<p><label>Reason <input name="reason" required maxlength="1000" autocomplete="off"></label></p>
<p><button>Silence</button></p>
</form>`;
}

/** Reads what the form sends. @throws ConsoleError bad_request */
export function readWish(body: string): Wish {
  const fields = new URLSearchParams(body);
  const hours = durations.get(fields.get('duration') ?? '');
  const reason = fields.get('reason')?.trim() ?? '';
  if (hours === undefined)
    throw new ConsoleError('bad_request', `choose for how long: ${[...durations.keys()].join(', ')}`);
  if (reason === '') throw new ConsoleError('bad_request', 'say why, for those who wonder where the alert is');
  return { matchers: parseMatchers(fields.get('filter') ?? ''), durationMs: hours * 3_600_000, reason };
}

/** The matchers that an alert has to meet, all of them. */
export function matcherList(matchers: readonly Matcher[]): Html {
  return html`<p>Alerts with</p><ul>${matchers.map((matcher) => html`<li><code>${showMatcher(matcher)}</code>`)}</ul>`;
}
