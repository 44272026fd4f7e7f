const statement =
  /(?:^|[;:])[ \t]*(?:from(?:[ \t]+|(?=\.))(\.*)[ \t]*([\w.]*)[ \t]+import[ \t]*(\([^)]*\)|[^\n;]+)|import[ \t]+([^\n;]+))/gm;
const dynamic = /\b(?:import_module|__import__|importorskip)\(\s*['"]([\w.]+)/g;

/** A module that a source names; which part of the name is an attribute is not known. */
export interface ImportedName {
  /** Dots before a relative import: 1 is the package of the source itself. */
  readonly level: number;
  /** Dotted; may be empty behind dots. */
  readonly name: string;
}

/** All that a Python source may import. What only looks like an import, inside of a string, is taken for one. */
export function importsOf(source: string): readonly ImportedName[] {
  const text = source.replace(/#.*$/gm, '').replace(/\\\r?\n/g, ' ');
  const names: ImportedName[] = [];
  for (const [, dots = '', from = '', members, modules] of text.matchAll(statement)) {
    const level = dots.length;
    if (members === undefined) for (const name of list(modules)) names.push({ level, name });
    else for (const member of list(members)) names.push({ level, name: [from, member].filter(Boolean).join('.') });
  }
  for (const [, name = ''] of text.matchAll(dynamic)) names.push({ level: 0, name });
  return names;
}

/** `a.b as c, d` as names; a star is nothing beyond the module itself. */
function list(text = ''): readonly string[] {
  const items = text.split(/[(),]/).map((item) => item.trim().split(/\s/)[0] ?? '');
  return items.filter((item) => item !== '').map((item) => (item === '*' ? '' : item));
}
