/** Deadlines of numbered things, soonest first; one deadline each, moved or removed in O(log n) without allocating. */
export class DeadlineHeap {
  readonly #heap: Int32Array;
  readonly #deadlines: Float64Array;
  /** Position in the heap plus one; 0 when absent. */
  readonly #places: Int32Array;
  #size = 0;

  constructor(capacity: number) {
    this.#heap = new Int32Array(capacity);
    this.#deadlines = new Float64Array(capacity);
    this.#places = new Int32Array(capacity);
  }

  get size(): number {
    return this.#size;
  }

  /** Epoch milliseconds of the soonest deadline; Infinity when there is none. */
  get soonest(): number {
    return this.#size === 0 ? Number.POSITIVE_INFINITY : this.#deadlineAt(0);
  }

  deadlineOf(item: number): number | undefined {
    return this.#placeOf(item) < 0 ? undefined : this.#deadlines[item];
  }

  set(item: number, deadline: number): void {
    const known = this.#placeOf(item);
    this.#deadlines[item] = deadline;
    const place = known < 0 ? this.#size++ : known;
    this.#put(item, place);
    this.#sink(this.#rise(place));
  }

  remove(item: number): void {
    const place = this.#placeOf(item);
    if (place < 0) return;
    this.#places[item] = 0;
    this.#size -= 1;
    if (place === this.#size) return;
    this.#put(this.#itemAt(this.#size), place);
    this.#sink(this.#rise(place));
  }

  /** Removes and returns the soonest item whose deadline is at or before `now`. */
  takeDue(now: number): number | undefined {
    if (this.#size === 0 || this.#deadlineAt(0) > now) return undefined;
    const item = this.#itemAt(0);
    this.remove(item);
    return item;
  }

  #placeOf(item: number): number {
    return (this.#places[item] ?? 0) - 1;
  }

  #itemAt(place: number): number {
    return this.#heap[place] ?? 0;
  }

  #deadlineAt(place: number): number {
    return this.#deadlines[this.#itemAt(place)] ?? 0;
  }

  #put(item: number, place: number): void {
    this.#heap[place] = item;
    this.#places[item] = place + 1;
  }

  #rise(from: number): number {
    let place = from;
    while (place > 0) {
      const parent = (place - 1) >> 1;
      if (this.#deadlineAt(parent) <= this.#deadlineAt(place)) break;
      this.#swap(place, parent);
      place = parent;
    }
    return place;
  }

  #sink(from: number): void {
    let place = from;
    for (;;) {
      let least = place;
      for (let child = 2 * place + 1; child <= 2 * place + 2 && child < this.#size; child += 1) {
        if (this.#deadlineAt(child) < this.#deadlineAt(least)) least = child;
      }
      if (least === place) return;
      this.#swap(place, least);
      place = least;
    }
  }

  #swap(one: number, other: number): void {
    const item = this.#itemAt(one);
    this.#put(this.#itemAt(other), one);
    this.#put(item, other);
  }
}
