// opossum brings no types; these are the parts that the benchmark uses.
declare module 'opossum' {
  interface Options {
    timeout?: number | false;
    rollingPercentilesEnabled?: boolean;
    enableSnapshots?: boolean;
    volumeThreshold?: number;
    rollingCountTimeout?: number;
  }

  export default class CircuitBreaker<T> {
    constructor(action: () => Promise<T>, options?: Options);
    fire(): Promise<T>;
    open(): void;
    shutdown(): void;
  }
}
