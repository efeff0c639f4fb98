// The order of what is heard about one topic: nothing is lost, doubled or turned around, whatever happens on the way.
// Frames with a number `n` follow each other without gaps; others keep their place between them.

export class Order {
  /** `ask(after)` asks the server what came after a number and returns the number of that question; `tell(frame)`
      gets every frame once, in order. */
  constructor(after, { ask, tell }) {
    Object.assign(this, { after, ask, tell, question: 0, held: [], covered: new Set() });
  }

  /** Ask for all that came after what was told. What is heard meanwhile waits until the answer is whole. */
  catchUp() {
    this.covered = new Set(this.held); // the answer to a question has all that was said before it was asked
    this.question = this.ask(this.after);
  }

  /** A frame as it was said just now. One that came past another is held, and what lies between is asked for. */
  hear(frame) {
    if (this.question) return this.held.push(frame);
    if (!(frame.n > this.after + 1) || this.covered.has(frame)) return this.pass(frame);
    this.held.push(frame);
    return this.catchUp();
  }

  /** The answer to a question; one to an older question is no news. Says whether all is told now. */
  answer({ ask, frames, until, more }) {
    if (ask !== this.question) return false;
    for (const frame of frames) this.pass(frame);
    this.after = Math.max(this.after, until);
    if (more) {
      this.catchUp();
      return false;
    }
    const held = this.held;
    this.held = [];
    this.question = 0;
    for (const frame of held) this.hear(frame);
    return !this.question;
  }

  /** Nothing more is to come: the topic may not be heard any more. */
  stop() {
    this.held = [];
    this.question = 0;
  }

  pass(frame) {
    if (frame.n <= this.after) return; // a number told before
    if (frame.n) this.after = frame.n;
    this.tell(frame);
  }
}
