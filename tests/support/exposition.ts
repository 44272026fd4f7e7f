export type Labels = Readonly<Record<string, string>>;

export interface Sample {
  readonly name: string;
  readonly labels: Labels;
  readonly value: number;
}

/** A scrape: the samples of one /metrics. */
export class Exposition {
  readonly text: string;
  readonly samples: readonly Sample[];

  constructor(text: string) {
    this.text = text;
    this.samples = text.split('\n').flatMap(parseLine);
  }

  /** Samples of a name whose labels include the given ones. */
  select(name: string, labels: Labels = {}): Sample[] {
    return this.samples.filter((sample) => sample.name === name && includes(sample.labels, labels));
  }

  /** Sum over the selected samples; 0 when there is none. */
  sum(name: string, labels: Labels = {}): number {
    return this.select(name, labels).reduce((sum, { value }) => sum + value, 0);
  }

  /** How much a sum has grown since an earlier scrape. */
  since(before: Exposition, name: string, labels: Labels = {}): number {
    return this.sum(name, labels) - before.sum(name, labels);
  }
}

export async function scrape(baseUrl: string): Promise<Exposition> {
  const response = await fetch(`${baseUrl}/metrics`);
  if (!response.ok) throw new Error(`${baseUrl}/metrics answered ${response.status}`);
  return new Exposition(await response.text());
}

const line = /^([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\{(.*)\})? (\S+)$/;

function parseLine(text: string): Sample[] {
  const match = line.exec(text);
  if (match === null || text.startsWith('#')) return [];
  const labels = [...(match[2] ?? '').matchAll(/([a-zA-Z_][a-zA-Z0-9_]*)="((?:[^"\\]|\\.)*)"/g)];
  return [
    {
      name: match[1] ?? '',
      labels: Object.fromEntries(labels.map((label) => [label[1] ?? '', label[2] ?? ''])),
      value: Number((match[3] ?? '').replace('Inf', 'Infinity')),
    },
  ];
}

function includes(labels: Labels, wanted: Labels): boolean {
  return Object.entries(wanted).every(([name, value]) => labels[name] === value);
}
