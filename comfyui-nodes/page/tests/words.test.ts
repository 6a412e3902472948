// Each language says the same things, with the same places to fill in.

import assert from "node:assert/strict";
import { test } from "node:test";

import { LANGUAGES, say, speak, type Word } from "../src/words.ts";

const placesIn = (sentence: string) => [...sentence.matchAll(/\{\w+\}/g)].map(String).sort();
const english = LANGUAGES["en"]!;

for (const [locale, words] of Object.entries(LANGUAGES)) {
  test(`${locale} says all that English says`, () => {
    assert.deepEqual(Object.keys(words).sort(), Object.keys(english).sort());
    for (const word of Object.keys(english) as Word[]) {
      assert.deepEqual(placesIn(words[word]), placesIn(english[word]), word);
    }
  });
}

test("a locale without words of its own is spoken in the nearest, then in English", () => {
  for (const [locale, undo] of [["zh-CN", "撤销"], ["zh-TW", "復原"], ["fr", "Undo"]] as const) {
    speak(locale);
    assert.equal(say("undo"), undo);
  }
});
