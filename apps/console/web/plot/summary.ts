/** The most series that are told one by one. */
const most = 10;

/**
 * A drawing in words, for who does not see it.
 *
 * @param title of the panel
 * @param all name and value of each series
 */
export function summaryOf(title: string, all: readonly { readonly name: string; readonly value: string }[]): string {
  const told = all.slice(0, most).map(({ name, value }) => `${name} ${value}`);
  const rest = all.length > most ? `, and ${all.length - most} more` : '';
  return `${title || 'Graph'}: ${all.length} series. Last: ${told.join(', ')}${rest}.`;
}
