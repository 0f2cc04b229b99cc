// The worker: hears requests, and answers each before it hears the next.
import { calls } from './engine.ts';
import type { Answer, Call, Request } from './protocol.ts';

const answer = (message: Answer): void => self.postMessage(message);

self.onmessage = async ({ data }: MessageEvent<Request>): Promise<void> => {
  const { id, call, given } = data;
  try {
    const called = calls[call as Call] as (...given: readonly unknown[]) => unknown;
    answer({ id, result: await called(...given) });
  } catch (problem) {
    answer({ id, failed: problem instanceof Error ? problem.message : String(problem) });
  }
};
