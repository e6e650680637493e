// What was done, to be undone and done again: one line of steps for all that a reviewer does on the page. No DOM.

const KEPT = 200;

export class Steps {
  #done = [];
  #undone = [];

  /** Do something that can be undone; `more` is known of the step as long as it is the last. */
  take(what, act, undo, more = {}) {
    this.#done.push({ what, act, undo, at: performance.now(), ...more });
    if (this.#done.length > KEPT) this.#done.shift();
    this.#undone = [];
    act();
  }

  get last() {
    return this.#done.at(-1);
  }

  /** Let the next step stand for the last one, too. */
  merge() {
    return this.#done.pop();
  }

  /** Undo the last step; returns what it was, or nothing where there is none. */
  undo() {
    const step = this.#done.pop();
    if (!step) return null;
    step.undo();
    this.#undone.push(step);
    return step.what;
  }

  redo() {
    const step = this.#undone.pop();
    if (!step) return null;
    step.act();
    this.#done.push(step);
    return step.what;
  }
}
