type Fields = Readonly<Record<string, unknown>>;

/**
 * Everything in which a message for Slack's incoming webhooks breaks what Slack documents for messages with legacy
 * attachments; empty when all is well. Each fault names its place in the payload. Limits, by Slack's names for them:
 *
 * - `invalid_payload`, `no_text`: an object with text or attachments (incoming webhooks, "Handling errors")
 * - `too_many_attachments`: 100, of which 20 are recommended ("Attachment limits")
 * - `message_truncated`: text is cut at 40,000 characters; 4,000 are recommended ("Truncating really long messages")
 * - "Legacy fields": `fallback` or `text` required, `color` good, warning, danger or hexadecimal, `title` 1,024 and
 *   `footer` 300 characters
 * - "Action fields": 5 actions of type button, `text` required, 30 characters; `url` 3,000 ("Button element")
 * - "Escaping text": & < > stand as &amp; &lt; &gt;, and no other entity is known; links are < > of their own
 */
export function slackFaults(payload: unknown): string[] {
  if (!isFields(payload)) return ['invalid_payload: the payload is no JSON object'];
  const { text, attachments = [] } = payload;
  const faults = [...textFaults('text', 4000, text), ...listFaults('attachments', attachments, 20, attachmentFaults)];
  if (!text && Array.isArray(attachments) && attachments.length === 0) faults.push('no_text: nothing to show');
  return faults;
}

function attachmentFaults(place: string, attachment: Fields): string[] {
  const { fallback, text, color = 'good', actions = [], fields = [], title_link: titleLink } = attachment;
  const limits = Object.entries({ title: 1024, pretext: 4000, text: 4000, fallback: 4000, footer: 300 });
  const faults = limits.flatMap(([key, limit]) => textFaults(`${place}.${key}`, limit, attachment[key]));
  if (!fallback && !text) faults.push(`${place}: neither fallback nor text`);
  if (!/^(good|warning|danger|#?([\da-f]{3}){1,2})$/i.test(String(color))) faults.push(`${place}.color: "${color}"`);
  if (titleLink !== undefined) faults.push(...urlFaults(`${place}.title_link`, titleLink));
  return [
    ...faults,
    ...listFaults(`${place}.actions`, actions, 5, actionFaults),
    ...listFaults(`${place}.fields`, fields, Number.POSITIVE_INFINITY, (where, { title, value }) =>
      textFaults(where, 4000, `${title}${value}`),
    ),
  ];
}

function actionFaults(place: string, { type, text, url }: Fields): string[] {
  const faults = [...textFaults(`${place}.text`, 30, text), ...urlFaults(`${place}.url`, url)];
  if (type !== 'button') faults.push(`${place}.type: "${type}", expected button`);
  if (!text) faults.push(`${place}.text: missing`);
  return faults;
}

function listFaults(place: string, list: unknown, limit: number, check: typeof actionFaults): string[] {
  if (!Array.isArray(list)) return [`${place}: no list`];
  const faults = list.flatMap((item, index) => {
    const each = `${place}[${index}]`;
    return isFields(item) ? check(each, item) : [`${each}: no JSON object`];
  });
  return list.length > limit ? [`${place}: ${list.length}, at most ${limit}`, ...faults] : faults;
}

function textFaults(place: string, limit: number, text: unknown = ''): string[] {
  if (typeof text !== 'string') return [`${place}: no text`];
  const { length } = [...text];
  const faults = length > limit ? [`${place}: ${length} characters, at most ${limit}`] : [];
  const withoutLinks = text.replaceAll(/<(?:https?|mailto):[^<>|]+(?:\|[^<>]*)?>/g, '');
  const [raw] = withoutLinks.match(/[<>]|&(?!(?:amp|lt|gt);).{0,8}/) ?? [];
  return raw === undefined ? faults : [...faults, `${place}: "${raw}" is not escaped as &amp;, &lt; or &gt;`];
}

function urlFaults(place: string, url: unknown): string[] {
  if (typeof url !== 'string' || !/^https?:\/\/\S+$/.test(url) || !URL.canParse(url)) {
    return [`${place}: "${url}" is no web address`];
  }
  return url.length > 3000 ? [`${place}: ${url.length} characters, at most 3000`] : [];
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
