// Work that can wait until the page stands: done in small pieces while the browser has nothing else to do.

const PIECE = 10; // how many at once, before the clock is looked at
const ENOUGH = 3; // ms that must be left for another piece
const PATIENCE = 1_000; // ms until all of it is done even if the browser is busy
const MOMENT = 8; // ms of work at a time, where the browser does not say when it is idle

function whenIdle(work) {
  if (globalThis.requestIdleCallback) requestIdleCallback(work, { timeout: PATIENCE });
  else
    setTimeout(() => {
      const until = performance.now() + MOMENT;
      work({ timeRemaining: () => until - performance.now(), didTimeout: false });
    }, 1);
}

/** Things to be made one after the other: make(several) is called until there are none left. */
export class Later {
  #things;
  #make;

  constructor(things, make) {
    this.#things = things;
    this.#make = make;
    // The page is painted between two frames: nothing of it before that.
    if (things.length) requestAnimationFrame(() => requestAnimationFrame(() => this.#go()));
  }

  /** Make all that is left now: somebody needs it. */
  finish() {
    if (this.#things.length) this.#make(this.#things.splice(0));
  }

  #go() {
    if (this.#things.length) whenIdle((deadline) => this.#some(deadline));
  }

  #some(deadline) {
    if (deadline.didTimeout) this.finish();
    while (this.#things.length && deadline.timeRemaining() > ENOUGH) this.#make(this.#things.splice(0, PIECE));
    this.#go();
  }
}
