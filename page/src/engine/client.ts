import type { Answer, Call, Calls } from './protocol.ts';

/** The engine in its worker: each call is answered in order. */
export class Engine {
  readonly #worker: Worker;
  readonly #waiting = new Map<number, { resolve(result: unknown): void; reject(problem: Error): void }>();
  #last = 0;
  /** Hears messages of the language server. */
  onServed: (message: string) => void = () => {};
  /** Hears that the worker has ended, with the reason; no call is answered any more. */
  onEnded: (reason: string) => void = () => {};

  /** `script` is the text of the worker: a page from a file may start no other. */
  constructor(script: string) {
    const url = URL.createObjectURL(new Blob([script], { type: 'text/javascript' }));
    this.#worker = new Worker(url);
    this.#worker.onmessage = ({ data }: MessageEvent<Answer>) => this.#hear(data);
    this.#worker.onerror = (problem) => this.#end(problem.message);
  }

  call<C extends Call>(call: C, ...given: Parameters<Calls[C]>): Promise<ReturnType<Calls[C]>> {
    const id = ++this.#last;
    const moved = given.filter((each): each is ArrayBuffer => each instanceof ArrayBuffer);
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve: resolve as (result: unknown) => void, reject });
      this.#worker.postMessage({ id, call, given }, moved);
    });
  }

  #hear(answer: Answer): void {
    if ('served' in answer) {
      for (const message of answer.served) this.onServed(message);
      return;
    }
    const waiting = this.#waiting.get(answer.id);
    this.#waiting.delete(answer.id);
    if ('failed' in answer) waiting?.reject(new Error(answer.failed));
    else waiting?.resolve(answer.result);
  }

  #end(reason: string): void {
    for (const { reject } of this.#waiting.values()) reject(new Error(reason));
    this.#waiting.clear();
    this.onEnded(reason);
  }
}
