/** A share of 1 as people read it: 0.1 is `10 %`. */
export function percent(share: number): string {
  return `${Math.round(share * 1000) / 10} %`;
}

/** Decimal units: 500e6 is `500 MB`. */
export function bytes(count: number): string {
  return count >= 1e9 ? `${count / 1e9} GB` : `${count / 1e6} MB`;
}

/** A duration as Prometheus writes it in words: `10m` is `10 min`. */
export function duration(text: string): string {
  return text.replace('m', ' min').replace('h', ' h').replace('d', ' d').replace('s', ' s');
}
