/** Lines of one file while a report is read. */
export class LineTally {
  readonly executable: number[] = [];
  readonly covered: number[] = [];

  /**
   * @param line 0 where a tool knows none: that is left out
   * @param hits how often it ran; tools that overflow write negative numbers, which prove nothing
   * @returns whether these were numbers of a line
   */
  add(line: number, hits: number): boolean {
    if (!Number.isInteger(line) || line < 0 || line > 0xffff_ffff || Number.isNaN(hits)) return false;
    if (line === 0) return true;
    this.executable.push(line);
    if (hits > 0) this.covered.push(line);
    return true;
  }
}
