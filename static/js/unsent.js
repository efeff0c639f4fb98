// Messages of a conversation that nobody has yet, kept by this device until they arrive.

import { OWN, stored } from "vonder/store";

/** @param {string} topic */
const keyOf = (topic) => `${OWN}unsent ${topic}`;

/**
 * The messages, by the number that makes sending twice harmless, in the order in which they were said.
 * @param {string} topic
 * @returns {Record<string, string>}
 */
export function unsent(topic) {
  return stored((store) => JSON.parse(store.getItem(keyOf(topic)) ?? "{}")) ?? {};
}

/**
 * @param {string} topic
 * @param {string} client
 * @param {string} text
 */
export function keep(topic, client, text) {
  write(topic, { ...unsent(topic), [client]: text });
}

/**
 * It arrived.
 * @param {string} topic
 * @param {string} client
 */
export function arrived(topic, client) {
  const { [client]: _text, ...rest } = unsent(topic);
  write(topic, rest);
}

/**
 * @param {string} topic
 * @param {Record<string, string>} messages
 */
function write(topic, messages) {
  stored((store) => {
    if (Object.keys(messages).length) store.setItem(keyOf(topic), JSON.stringify(messages));
    else store.removeItem(keyOf(topic));
  });
}
