export function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(0)} MB`;
}

export function milliseconds(value: number): string {
  return Number.isFinite(value) ? `${value.toFixed(value < 10 ? 1 : 0)} ms` : 'none';
}

export function seconds(value: number): string {
  return `${value.toFixed(1)} s`;
}

export function thousands(value: number): string {
  return value.toLocaleString('en-GB');
}
