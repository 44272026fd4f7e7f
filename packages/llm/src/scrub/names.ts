/** What secrets are called: parts of names, in any case and with anything in front. */
const cores = [
  'pass(?:w(?:or)?[dt]|phrase|code)?s?',
  'pwd',
  'secrets?',
  'credentials?',
  'tokens?',
  'pin',
  'otp',
  String.raw`(?:api|app|application|access|account|admin|auth|subscription|private|signing|encryption|master|license|deploy|service[_-]?role)[_.\- ]?keys?`,
  'authorization',
  'auth',
  '(?:set-)?cookies?',
  'session(?:[_-]?(?:id|key))?',
  'sessid',
  String.raw`connect\.sid`,
  'jwt',
  'amz-(?:signature|credential)',
  'conn(?:ection)?[_ -]?str(?:ing)?',
  'dsn',
  'webhook[_-]?url',
].join('|');

/** A name, in groups `core` and `tail`, and what may close it: a mark of TypeScript, quotes, a bracket. */
export const namePattern = String.raw`(?<core>${cores})(?<tail>[\w-]{0,40})[?!]?\\?["'\`]?\]?`;

/** These are parts of ordinary words, as in compass or author. */
const short = /^(?:pass|auth|pwd|dsn|jwt|pin|otp)$/i;

/** Most of what is called so is no secret; a value without a digit is none. */
const vague = /^(?:session|pin|otp)$/i;

/**
 * Whether what `namePattern` has found is a name: `tokenizer` is none; `tokens`, `token_id` and `tokenId` are.
 * @param before the character in front of it, empty at the beginning
 */
export function isName(core: string, tail: string, before: string): boolean {
  if (tail !== '' && !/^(?:[_\-A-Z\d]|s(?![a-z]))/.test(tail)) return false;
  return !short.test(core) || !/[a-z]/i.test(before) || /^[A-Z]/.test(core);
}

/** Whether what is called so may have this value. */
export function mayBeValue(core: string, value: string): boolean {
  return !vague.test(core) || /\d/.test(value);
}

/** Whether a number may be such a secret; behind the other names numbers count something, or are lines. */
export function mayBeNumber(core: string, isVariable: boolean): boolean {
  return isVariable ? !/(?:token|key|cookie|credential)s$/i.test(core) : /^(?:pass.|pwd|pin$|otp|secret)/i.test(core);
}

/** Whether the value goes on behind blanks. */
export function isHeader(core: string): boolean {
  return /^(?:authorization|(?:set-)?cookie)/i.test(core);
}
