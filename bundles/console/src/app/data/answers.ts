import type { Answer } from '@redeye/host';
import { get } from './api.ts';
import { now } from './clock.ts';
import { soon } from './frame.ts';
import { onEvent, onGap } from './live.ts';

const CALM = 700;
const AGAIN = 60_000;

/** One question, asked for all who want its answer. */
class Question {
  readonly listeners = new Set<(answer: Answer<unknown>) => void>();
  answer: Answer<unknown> = { state: 'loading' };
  readonly #path: string;
  readonly #releases: (() => void)[];
  #asked = 0;

  constructor(path: string, types: readonly string[]) {
    this.#path = path;
    const again = soon(() => this.listeners.size > 0 && void this.#ask(), CALM);
    const timer = setInterval(again, AGAIN);
    this.#releases = [...types.map((type) => onEvent(type, again)), onGap(again), () => clearInterval(timer)];
    void this.#ask();
  }

  close(): void {
    for (const release of this.#releases.splice(0)) release();
  }

  async #ask(): Promise<void> {
    const mine = ++this.#asked;
    let answer: Answer<unknown>;
    try {
      answer = { state: 'ready', value: await get(this.#path), at: now() };
    } catch (failure) {
      const before = this.answer;
      const kept = before.state !== 'loading' && before.at !== undefined ? { value: before.value, at: before.at } : {};
      answer = { state: 'failed', message: (failure as Error).message, ...kept };
    }
    if (mine !== this.#asked) return;
    this.answer = answer;
    for (const listener of [...this.listeners]) listener(answer);
  }
}

const questions = new Map<string, Question>();

/** A JSON answer of /api/v1, now and again after events of these types, and once a minute. @returns ends it */
export function watchAnswer(path: string, types: readonly string[], listener: (answer: Answer<never>) => void): () => void {
  // whoever listens knows what it asked for
  const told = listener as unknown as (answer: Answer<unknown>) => void;
  const key = `${path} ${types.join()}`;
  const question = questions.get(key) ?? new Question(path, types);
  questions.set(key, question);
  question.listeners.add(told);
  told(question.answer);
  return () => {
    question.listeners.delete(told);
    if (question.listeners.size > 0) return;
    question.close();
    if (questions.get(key) === question) questions.delete(key);
  };
}
