/** What XML 1.0 allows in no form, not even as a reference. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the ones to replace
const forbidden = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;

const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\n': '&#10;',
  '\r': '&#13;',
  '\t': '&#9;',
};

/** For text between tags. Characters that XML forbids become U+FFFD. */
export function escapeText(text: string): string {
  return clean(text).replace(/[&<>\r]/g, (character) => escapes[character] ?? character);
}

/** For a value in double quotes, whose line ends survive. */
export function escapeAttribute(text: string): string {
  return clean(text).replace(/[&<>"\n\r\t]/g, (character) => escapes[character] ?? character);
}

function clean(text: string): string {
  return text.toWellFormed().replace(forbidden, '\ufffd');
}
