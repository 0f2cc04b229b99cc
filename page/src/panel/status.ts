import { h, replace } from '../dom.ts';
import type { Session } from '../session.ts';
import { count, say } from '../words.ts';

/** The line at the foot of the page: what became of the last change. Readers of screens hear it. */
export class StatusLine {
  readonly #line = h('div', { role: 'status' });
  readonly element = h('footer', {}, this.#line);
  readonly #next: () => void;

  /** `next` goes to the next complaint of the policy's text. */
  constructor(next: () => void) {
    this.#next = next;
  }

  show({ outcome, results, waited, work }: Session): void {
    if (outcome === null) return;
    if (work.policy.text.trim() === '') {
      replace(this.#line, h('span', {}, say('nothingYet')));
      this.element.className = '';
      return;
    }
    this.element.className = outcome.kind === 'results' ? (outcome.errorCount > 0 ? 'warned' : 'good') : 'bad';
    if (outcome.kind === 'policy') {
      replace(this.#line, h('span', {}, say('complaints', count(outcome.count))), results !== null && h('span', {}, say('policyWrong')),
        h('button', { type: 'button', onclick: this.#next }, say('nextComplaint')));
    } else if (outcome.kind === 'data') {
      replace(this.#line, h('span', {}, outcome.message), results !== null && h('span', {}, say('dataWrong')));
    } else {
      replace(this.#line, h('span', { class: 'took' }, say('computed', count(outcome.rows), count(Math.round(waited)))),
        // Where errors began, as the list has them: what depends on these cells mends itself.
        h('span', {}, outcome.errorCount > 0 ? say('errorsCounted', count(outcome.errors.count)) : say('noComplaints')));
    }
    this.element.dataset['waited'] = String(Math.round(waited));
    if (outcome.kind === 'results') this.element.dataset['times'] = JSON.stringify(outcome.times);
  }

  /** A run takes long enough to be waited for. */
  wait(): void {
    replace(this.#line, h('span', {}, say('computing')));
    this.element.className = '';
  }

  tell(text: string): void {
    replace(this.#line, h('span', {}, text));
    this.element.className = 'bad';
  }
}
