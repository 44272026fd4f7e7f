/** A command of a fenced block in a document. */
export interface DocumentedCommand {
  /** The heading that it stands under: in the runbook, the name of the alert. */
  readonly section: string;
  /** What the info string of the fence says behind the language: `test`, `change`, `docker`, `slack`, `windows`. */
  readonly kind: string;
  /** The lines of the block, without their indentation. */
  readonly command: string;
}

/** A fence may begin the text of a list item, which is indented as deep as the number of the item. */
const openingFence = /^( *(?:\d+\. )?)(`{3,})(.*)$/;

/** The shell commands of a Markdown document, in order. A block without a kind has the kind ''. */
export function documentedCommands(markdown: string): DocumentedCommand[] {
  const found: DocumentedCommand[] = [];
  let section = '';
  const lines = markdown.split('\n').values();
  for (const line of lines) {
    const heading = /^## (.+)$/.exec(line);
    if (heading?.[1] !== undefined) section = heading[1];
    const [, indent = '', fence, info = ''] = openingFence.exec(line) ?? [];
    if (fence === undefined) continue;
    const body: string[] = [];
    for (const inner of lines) {
      if (inner.trim() === fence) break;
      body.push(inner.slice(0, indent.length).trim() === '' ? inner.slice(indent.length) : inner);
    }
    const [language, kind = ''] = info.trim().split(/\s+/);
    if (language === 'sh') found.push({ section, kind, command: body.join('\n') });
  }
  return found;
}

/** The commands of the runbook; `changes` tells those that a test must not run. */
export function runbookCommands(markdown: string): { alert: string; command: string; changes: boolean }[] {
  return documentedCommands(markdown).map(({ section, kind, command }) => ({
    alert: section,
    command,
    changes: kind !== 'test',
  }));
}
