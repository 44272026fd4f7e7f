/** The name of a provider's own alert, as in DeepSeekAPIDown: the letters and digits of its name for people, else of its name. */
export function apiDownAlertName({
  name,
  displayName,
}: {
  readonly name: string;
  readonly displayName: string;
}): string {
  return `${lettersOf(displayName) || lettersOf(name)}APIDown`;
}

function lettersOf(name: string): string {
  return name.replaceAll(/[^A-Za-z0-9]/g, '');
}
