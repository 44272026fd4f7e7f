/** 850 -> 0.9 s */
export function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(1)} s`;
}

/** Decimal, as the metrics are: 31 MB is 31e6 bytes. */
export function megabytes(bytes: number): string {
  return `${Math.round(bytes / 1e6)} MB`;
}

/** 59 s, 12 min 5 s, 3 h 4 min, 2 d 5 h */
export function duration(totalSeconds: number): string {
  const units = [
    { name: 'd', size: 86_400 },
    { name: 'h', size: 3_600 },
    { name: 'min', size: 60 },
    { name: 's', size: 1 },
  ];
  const whole = Math.max(0, Math.floor(totalSeconds));
  const first = units.findIndex((unit) => whole >= unit.size);
  if (first === -1) return '0 s';
  const parts = units.slice(first, first + 2).map(({ name, size }, index) => {
    const value = index === 0 ? Math.floor(whole / size) : Math.floor((whole % (units[first]?.size ?? 1)) / size);
    return value === 0 && index > 0 ? '' : ` ${value} ${name}`;
  });
  return parts.join('').trim();
}
