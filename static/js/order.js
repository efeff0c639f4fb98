// The order of what is heard about one topic: nothing is lost, doubled or turned around, whatever happens on the way.
// Frames with a number `n` follow each other without gaps; others keep their place between them.

/**
 * Something that happened in a topic; which of the rest is there depends on its kind.
 * @typedef {object} News
 * @property {string} topic
 * @property {string} kind
 * @property {number} [n] its place in the order
 * @property {string} [html]
 * @property {number} [author]
 * @property {number} [number] of a message
 * @property {number} [post] the number of one that changed
 * @property {number} [percent]
 * @property {string} [state]
 */

/**
 * All that was missed, whole up to the number `until`; with `more`, one asks on from there.
 * @typedef {{ask: number, frames: News[], until: number, more: boolean}} Answer
 */

export class Order {
  /** The number of the question that waits for its answer; 0 when none does. */
  question = 0;
  /** @type {News[]} */
  held = [];
  /** @type {Set<News>} */
  covered = new Set();

  /**
   * @param {number} after the number up to which everything was told
   * @param {object} road
   * @param {(after: number) => number} road.ask asks the server what came after a number, gives that question's number
   * @param {(frame: News) => void} road.tell gets every frame once, in order
   */
  constructor(after, { ask, tell }) {
    this.after = after;
    this.ask = ask;
    this.tell = tell;
  }

  /** Ask for all that came after what was told. What is heard meanwhile waits until the answer is whole. */
  catchUp() {
    this.covered = new Set(this.held); // the answer to a question has all that was said before it was asked
    this.question = this.ask(this.after);
  }

  /**
   * A frame as it was said just now. One that came past another is held, and what lies between is asked for.
   * @param {News} frame
   */
  hear(frame) {
    if (this.question) this.held.push(frame);
    else if (!((frame.n ?? 0) > this.after + 1) || this.covered.has(frame)) this.pass(frame);
    else {
      this.held.push(frame);
      this.catchUp();
    }
  }

  /**
   * The answer to a question; one to an older question is no news. Says whether all is told now.
   * @param {Answer} answer
   */
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

  /** @param {News} frame */
  pass(frame) {
    if (frame.n && frame.n <= this.after) return; // a number told before
    if (frame.n) this.after = frame.n;
    this.tell(frame);
  }
}
