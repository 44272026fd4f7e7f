/**
 * Which files hold which content. A content asks once for each file that holds it at the same time, so that a moved or
 * restored marker asks for nothing and a copy does, in whatever order the files are met.
 */
export class Holders {
  readonly #contents = new Map<string, string>();
  readonly #paths = new Map<string, Set<string>>();

  /** Other files that are thought to hold the content. */
  of(content: string): Iterable<string> {
    return [...(this.#paths.get(content) ?? [])];
  }

  /** The key of a content that one more file holds. */
  nextKey(content: string): string {
    const count = this.#paths.get(content)?.size ?? 0;
    return count === 0 ? `marker:${content}` : `marker:${content}:${count + 1}`;
  }

  set(path: string, content: string): void {
    this.delete(path);
    this.#contents.set(path, content);
    const paths = this.#paths.get(content);
    if (paths === undefined) this.#paths.set(content, new Set([path]));
    else paths.add(path);
  }

  delete(path: string): void {
    const content = this.#contents.get(path);
    if (content === undefined) return;
    this.#contents.delete(path);
    const paths = this.#paths.get(content);
    paths?.delete(path);
    if (paths?.size === 0) this.#paths.delete(content);
  }
}
