import type { Window, WindowData } from './window.ts';

/** The last `size` calls, in a ring of one byte per call. */
export class CountWindow implements Window {
  private readonly size: number;
  // Made with the first call: most breakers of a large registry never see one.
  private ring: Uint8Array | undefined;
  private next = 0;
  total = 0;
  hits = 0;

  constructor(size: number) {
    this.size = size;
  }

  add(hit: boolean): void {
    this.ring ??= new Uint8Array(this.size);
    if (this.total === this.size) this.hits -= this.ring[this.next] ?? 0;
    else this.total++;
    this.ring[this.next] = hit ? 1 : 0;
    if (hit) this.hits++;
    this.next = this.next + 1 === this.size ? 0 : this.next + 1;
  }

  refresh(): void {}

  clear(): void {
    this.next = 0;
    this.total = 0;
    this.hits = 0;
  }

  save(): WindowData {
    const oldest = this.total === this.size ? this.next : 0;
    let calls = '';
    for (let i = 0; i < this.total; i++) calls += this.ring?.[(oldest + i) % this.size] === 1 ? '1' : '0';
    return { calls };
  }

  load(data: WindowData): void {
    this.clear();
    if (!('calls' in data)) return;
    for (const call of data.calls.slice(-this.size)) this.add(call === '1');
  }
}
