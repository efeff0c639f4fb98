// One websocket for this tab. Elements ask for a topic by name; frames come to them in order (see order.js).
// The database is the truth: after a break every element says the last number it was told and is caught up.

import { signedOut } from "vonder/leaving";
import { Order } from "vonder/order";

/** @import { Answer, News } from "vonder/order" */

/**
 * What comes over the socket: news, an answer to a question, or one of three short words.
 * @typedef {News & Answer & {at: number, joined?: true, again?: true, refused?: true, failed?: true}} Frame
 */

const WAIT = [2000, 3000, 5000, 10000];
const AGAIN = 2000;
const MISSED = 3000;
const SIGNED_OUT = 4401;
/** @type {Set<LiveElement>} */
const elements = new Set();
/** @type {WebSocket | null} */
let socket = null;
let tries = 0;
let timer = 0;
let questions = 0;
let down = false;
let known = false; // a socket of this page has answered: it was made for who was signed in then

/**
 * A moment of this tab's own: a thousand tabs that were away together do not come back in the same one.
 * @param {number} latest in milliseconds
 */
const ownMoment = (latest) => latest * (0.1 + 0.9 * Math.random());

const isOpen = () => socket?.readyState === WebSocket.OPEN;

/** @param {object} content */
function send(content) {
  if (isOpen()) socket?.send(JSON.stringify(content));
}

function connect() {
  clearTimeout(timer);
  let answered = false;
  const scheme = location.protocol === "https:" ? "wss" : "ws";
  socket = new WebSocket(`${scheme}://${location.host}/ws/`);
  socket.onopen = () => {
    for (const element of elements) element.order.catchUp();
  };
  socket.onmessage = ({ data }) => {
    const frame = JSON.parse(data);
    if (!answered) up();
    answered = known = true;
    for (const element of [...elements]) if (element.topic === frame.topic) element.receive(frame);
  };
  socket.onclose = ({ code }) => {
    for (const element of elements) element.lose();
    if (code === SIGNED_OUT && !answered) return stop();
    if (!down) document.dispatchEvent(new CustomEvent("live:down"));
    down = true;
    if (code === SIGNED_OUT) return connect(); // a new password or sign-in may have given this browser a new session
    timer = setTimeout(connect, ownMoment(WAIT[Math.min(tries++, WAIT.length - 1)]));
  };
}

/** Whoever looks at this page is not signed in any more, or as somebody else. */
export function stop() {
  if (socket) socket.onclose = null;
  socket?.close();
  for (const element of elements) element.lose();
  signedOut(known);
}

function up() {
  tries = 0;
  down = false;
  document.dispatchEvent(new CustomEvent("live:up"));
}

/** Listens to one topic; subclasses act on its frames (`heard`), and on having been away without them (`missed`). */
export class LiveElement extends HTMLElement {
  topic = "";
  at = 0;
  away = false;
  asking = 0;
  order = this.orderFrom(this);
  /** Ends with the element; what it listens to elsewhere on the page ends with it. */
  stay = new AbortController();

  connectedCallback() {
    if (!this.topic) {
      this.topic = this.getAttribute("name") ?? "";
      this.at = Number(this.getAttribute("at") || 0);
      this.order = this.orderFrom(this);
    }
    this.stay = new AbortController();
    this.away = Boolean(socket) && !isOpen();
    elements.add(this);
    if (isOpen()) this.order.catchUp();
    else if (!socket) connect();
  }

  disconnectedCallback() {
    this.stay.abort();
    elements.delete(this);
    if (![...elements].some((other) => other.topic === this.topic)) send({ leave: this.topic });
  }

  /**
   * The order that follows what `element` shows.
   * @param {Element} element
   */
  orderFrom(element) {
    /** @param {number} after */
    const ask = (after) => {
      send({ join: this.topic, after, at: this.at, ask: ++questions });
      return questions;
    };
    return new Order(Number(element.getAttribute("after") || 0), { ask, tell: (frame) => this.heard(frame) });
  }

  /** The number up to which everything was told. */
  get told() {
    return this.order.after;
  }

  /** @param {Frame} frame */
  receive(frame) {
    if (frame.joined) this.caughtUp(frame);
    else if (frame.again) this.mayHaveMissed();
    else if (frame.refused) {
      this.order.stop();
      this.refused();
    } else if (frame.failed) setTimeout(() => this.askAgain(frame.ask), AGAIN);
    else this.order.hear(frame);
  }

  /** Something may have been said past this tab, as past all others: each asks in a moment of its own. */
  mayHaveMissed() {
    this.lose();
    this.asking ||= setTimeout(() => {
      this.asking = 0;
      if (this.isConnected) this.order.catchUp();
    }, ownMoment(MISSED));
  }

  /** @param {number} question one that failed */
  askAgain(question) {
    if (this.isConnected && question === this.order.question) this.order.catchUp();
  }

  /** @param {Frame} frame */
  caughtUp(frame) {
    if (frame.ask === this.order.question) this.at = frame.at;
    if (!this.order.answer(frame)) return;
    const away = this.away;
    this.away = false;
    this.toggleAttribute("data-joined", true);
    if (away) this.missed();
  }

  lose() {
    this.away = true;
    this.toggleAttribute("data-joined", false);
  }

  /** @param {News} _frame */
  heard(_frame) {}

  missed() {}

  refused() {
    this.lose();
  }
}
