import { type Html, html } from '../pages/html.ts';
import { time } from '../pages/page.ts';
import type { CurrentSilence } from './current.ts';
import { matcherList } from './form.ts';

/** Silences as they stand on a page, each with a button that ends it. */
export function silenceList(silences: readonly CurrentSilence[]): Html {
  return html`${silences.length === 0 ? html`<p>No alert is silenced.</p>` : silences.map(silenceItem)}
<p><a href="/silences/new">Silence alerts</a></p>`;
}

function silenceItem({ id, state, matchers, startsAt, endsAt, createdBy, comment, mutes }: CurrentSilence): Html {
  return html`<section>
${matcherList(matchers)}
<p>are silent ${state === 'pending' ? html`from ${time(startsAt)} ` : undefined}until ${time(endsAt)}: ${comment}</p>
<p>By ${createdBy}. ${mutes === 1 ? '1 alert is' : `${mutes} alerts are`} silent now.</p>
<form method="post" action="/silences/${encodeURIComponent(id)}/end"><p><button>End now</button></p></form>
</section>`;
}
