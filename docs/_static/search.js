// Finds units of the site by what people type: words, numbers, code, messages and whole tracebacks, in any language.
"use strict";

// ------------------------------------------------------------------ Words

// An id, a number as it is written, a name with its dots, a run of Korean, one of Japanese or Chinese, any other word.
const WORD = new RegExp(
  [
    String.raw`[esocf]\d+(?:\.\d+)+-\d+`,
    String.raw`\d+(?:\.\d+)*(?:e[+-]?\d+)?(?![\p{L}\p{N}_])`,
    String.raw`[a-z_][a-z0-9_]*(?:\.[a-z_][a-z0-9_]*)+`,
    String.raw`(?<korean>\p{Script=Hangul}+)`,
    String.raw`(?<characters>[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー]+)`,
    String.raw`[\p{Script=Latin}\p{Script=Greek}\p{M}\p{N}_]+`,
  ].join("|"),
  "gu",
);
const ENDING = /(?:'s|ies|ied|ing|ed|es|s|ly|y)$/;
const COMMON = new Set(
  ("a an and are as at be but by can do does for from has have how i in is it its me my not of on or so that the this to " +
    "was what when where which why with you your always just only even line file module recent call last most traceback " +
    "np numpy").split(" ")
);

// Full-width letters become plain ones, typographic quotes and minus signs those of code; a number has no comma between
// thousands, and its exponent is 13, not +13 or 013; 4x and 4 times are four times, and 2 times is twice.
function plain(text) {
  return text
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[‘’`´]/g, "'")
    .replace(/[“”]/g, '"')
    .replace(/[−–]/g, "-")
    .replace(/(?<=\d),(?=\d{3}(?!\d))/g, "")
    .replace(/(?<=\d)e\+?(-?)0*(?=\d)/g, "e$1")
    .replace(/(?<![\p{L}\p{N}_.])(\d+(?:\.\d+)?)[x×](?![\p{L}\p{N}_])/gu, "$1 times")
    .replace(/(?<![\p{L}\p{N}_.])(?:2|two) times\b/gu, "twice")
    .replace(/(?<![\p{L}\p{N}_.])\d+(?= times\b)/gu, (number) => SAME.get(number)?.[0] ?? number);
}

// What people say, and the word that the pages have for it; of numbers, every way to say one is the same as each other.
const SAID = { tiny: "small", big: "large", huge: "large", explode: "diverg", stuck: "move", slow: "fast", forever: "slow", hour: "slow", minus: "negativ" };
const NUMBERS = [
  "0 zero", "1 one", "2 two twice double", "3 three triple", "4 four", "5 five", "6 six", "7 seven", "8 eight", "9 nine",
  "10 ten", "100 hundred", "1000 thousand",
].map((number) => number.split(" "));
const SAME = new Map(Object.entries(SAID).map(([word, other]) => [word, [other]]));
SAME.set("0.5", ["half"]);
for (const number of NUMBERS) {
  for (const word of number) SAME.set(word, number.filter((other) => other !== word));
}

function stem(word) {
  const shorter = word.replace(ENDING, "");
  return shorter.length >= 3 ? shorter : word;
}

// Of Korean, Japanese and Chinese every two neighbouring characters are a word: particles and endings change the rest.
function pairs(word) {
  if (word.length < 2) return [word];
  return Array.from({ length: word.length - 1 }, (_, i) => word.slice(i, i + 2));
}

// Returns the words of a plain text: a name with dots or underscores, and its parts too.
function words(text) {
  const found = [];
  for (const { 0: word, groups } of text.matchAll(WORD)) {
    if (groups.korean || groups.characters) {
      found.push(...pairs(word));
    } else {
      found.push(stem(word));
      if (/[a-z_][._]/.test(word)) found.push(...word.split(/[._]+/).filter((part) => part.length > 1).map(stem));
    }
  }
  return found;
}

// ------------------------------------------------------------------ Index

const IN_TITLE = 4;
const IN_NAMES = 8;
const FULL = 1.2; // how soon more of the same word stops to count
const LENGTH = 0.5; // how much a long text counts for less

function indexed(units) {
  const index = new Map();
  const lengths = units.map(() => 0);
  units.forEach((unit, number) => {
    unit.head = plain(unit.title);
    unit.body = plain(unit.text);
    for (const [text, weight, counts] of [[unit.head, IN_TITLE, 1], [unit.names ?? "", IN_NAMES, 0], [unit.body, 1, 1]]) {
      for (const word of words(text)) {
        if (!index.has(word)) index.set(word, new Map());
        const where = index.get(word);
        where.set(number, (where.get(number) ?? 0) + weight);
        lengths[number] += counts;
      }
    }
  });
  const mean = lengths.reduce((sum, length) => sum + length, 0) / units.length;
  return { units, index, sorted: [...index.keys()].sort(), lengths: lengths.map((length) => length / mean) };
}

// The words of the index that one that was typed stands for: itself, a number cut short, the beginning of a word, a slip.
function alike(site, word) {
  const isNumber = /^\d/.test(word);
  if (site.index.has(word) && !(isNumber && word.length >= 4)) return [word];
  if (word.length < 4) return [];
  if (isNumber) return alikeNumber(site, word);
  const begin = site.sorted.findIndex((other) => other.startsWith(word));
  if (begin >= 0) return beginningWith(site, word, begin);
  if (/^[a-z_]+$/.test(word)) return site.sorted.filter((other) => isOneSlipAway(word, other)).slice(0, 5);
  return [];
}

function beginningWith(site, word, begin) {
  const end = site.sorted.findIndex((other, i) => i > begin && !other.startsWith(word));
  return site.sorted.slice(begin, end < 0 ? undefined : end).slice(0, 20);
}

// Another version or another machine prints other last digits.
function alikeNumber(site, number) {
  for (let most = number.length; most >= Math.max(4, number.length / 2); most -= 1) {
    const begun = number.slice(0, most);
    const begin = site.sorted.findIndex((other) => other.startsWith(begun));
    if (begin >= 0) return beginningWith(site, begun, begin);
  }
  return [];
}

// Whether two words of some length differ in one letter: another, one more, one less, or two exchanged.
function isOneSlipAway(one, other) {
  if (one.length < 5 || Math.abs(one.length - other.length) > 1) return false;
  let i = 0;
  while (i < one.length && one[i] === other[i]) i += 1;
  const [rest, others] = [one.slice(i), other.slice(i)];
  return (
    rest.slice(1) === others.slice(1) || rest.slice(1) === others || rest === others.slice(1) ||
    (rest[0] === others[1] && rest[1] === others[0] && rest.slice(2) === others.slice(2))
  );
}

// ------------------------------------------------------------------ Queries

const ID = /^([esocf])?(\d+(?:[.-]\d+)*)-(\d+)$/;

// Returns where the entry is whose id was typed: E4.2.4-4, e4-2-4-4, and 4.2.4-4 for the defect; of 4.2.4 the section.
function entryOf(query, ids) {
  const typed = plain(query.trim());
  const match = typed.match(ID);
  if (!match) return ids[typed];
  return ids[`${(match[1] ?? "e").toUpperCase()}${match[2].replaceAll("-", ".")}-${match[3]}`];
}

const MESSAGE = /^(?:\S.*:\d+: )?([\w.]*(?:Error|Warning|Exception|Interrupt|File)\b.*)/;
const FRAME = /^(?:File\b|Cell In|Input In|<ipython-input)|:\d+: \w*Warning\b|(?:site|dist)-packages/;
const LIBRARY = /(?:site|dist)-packages|[\\/]lib[\\/]python\d|<__array_function__/i;
const ARROW = /^-+>\s*\d*\s*/;

// Of what was pasted, with a traceback, returns the message and the lines of the reader's own code that led to it, the
// innermost first; of anything else, all of it.
function pasted(query) {
  const lines = query.split("\n").map((line) => line.trim()).filter(Boolean);
  const message = lines.findLast((line) => MESSAGE.test(line) && !/^File "/.test(line))?.match(MESSAGE)[1];
  if (!message) return { message: query, own: [] };
  const own = [];
  let isOwn = true;
  lines.forEach((line, i) => {
    if (FRAME.test(line)) isOwn = !LIBRARY.test(line);
    // A script prints the code below the place; a notebook prints numbered lines, and points at one of them.
    const above = lines[i - 1] ?? "";
    const isBelow = FRAME.test(above) && !FRAME.test(line) && (/^File "|Warning\b/.test(above) || !/^\d/.test(line));
    const isCode = ARROW.test(line) || isBelow;
    if (isOwn && isCode) own.unshift(line.replace(ARROW, ""));
  });
  return { message, own };
}

function essence(query) {
  const { message, own } = pasted(query);
  return `${message} ${own[0] ?? ""}`;
}

// How many times too large a number is depends on the reader's own data; the pages say "times".
const MULTIPLE = new RegExp(`(?:\\d+|${NUMBERS.flat().join("|")}) times\\b`, "g");

const dense = (code) => plain(code).replace(/\s+/g, "");

// Returns the words of a query that are looked up.
function askedFor(query) {
  return words(plain(essence(query)).replace(MULTIPLE, "times"));
}

// Returns the units that answer a query, the best first.
function search(site, query) {
  const wanted = plain(essence(query));
  const scores = new Map();
  const asked = new Set(askedFor(query));
  const telling = [...asked].filter((word) => !COMMON.has(word));
  let most = 0;
  for (const word of telling.length ? telling : asked) {
    const same = SAME.get(word) ?? [];
    const like = [word, ...same].flatMap((one) => alike(site, one));
    let rarest = 0;
    const best = new Map();
    for (const other of like) {
      const where = site.index.get(other);
      const rarity = Math.log(1 + (site.units.length - where.size + 0.5) / (where.size + 0.5));
      rarest = Math.max(rarest, rarity);
      for (const [number, count] of where) {
        const share = (count * (FULL + 1)) / (count + FULL * (1 - LENGTH + LENGTH * site.lengths[number]));
        best.set(number, Math.max(best.get(number) ?? 0, rarity * share * (other === word || same.includes(other) ? 1 : 0.7)));
      }
    }
    most += rarest || Math.log(1 + site.units.length);
    for (const [number, score] of best) scores.set(number, (scores.get(number) ?? 0) + score);
  }
  // A query that stands in a unit as it was typed counts for as much as all its words; of a traceback its message does,
  // and a line of code that is the entry's own for more.
  const { message, own } = pasted(query);
  const phrase = plain(message).replace(/\s+/g, " ").trim();
  const lines = new Set(own.map(dense));
  for (const [number, score] of scores) {
    const unit = site.units[number];
    const isLine = Boolean(unit.line) && lines.has(dense(unit.line));
    const heads = phrase.length > 2 && (unit.head.includes(phrase) || ` ${unit.names} `.includes(` ${phrase} `));
    const stands = heads || (phrase.length > 2 && unit.body.includes(phrase));
    scores.set(number, (score + (heads + stands + (isLine && heads) * (2 + phrase.length / unit.head.length)) * most) * (unit.rank || isLine ? 1 : 0.75));
  }
  const found = [...scores].sort(([one, a], [other, b]) => b - a || one - other).map(([number]) => site.units[number]);
  const entry = entryOf(query, site.ids);
  return entry ? [site.units.find((unit) => unit.at === entry), ...found.filter((unit) => unit.at !== entry)] : found;
}

// Returns the words of a query that nothing on the site is like.
function unknown(site, query) {
  return [...new Set(words(plain(essence(query))))].filter((word) => !COMMON.has(word) && !alike(site, word).length);
}

// Returns the part of a unit's text that holds most of the words, and where they are in it.
function excerpt(unit, query, length = 200) {
  const marks = [];
  const stems = new Set(askedFor(query).filter((word) => !COMMON.has(word)).flatMap((word) => [word, ...(SAME.get(word) ?? [])]));
  for (const { 0: word, index } of unit.text.matchAll(/[\p{L}\p{M}\p{N}_.]+(?:-\d+)?/gu)) {
    if (words(plain(word)).some((part) => stems.has(part))) marks.push([index, index + word.length]);
  }
  const within = (start) => marks.filter(([begin, end]) => begin >= start && end <= start + length).length;
  const starts = marks.map(([begin]) => Math.max(0, begin - 40));
  const best = starts.reduce((one, other) => (within(other) > within(one) ? other : one), starts[0] ?? 0);
  const begin = best && unit.text.lastIndexOf(" ", best) + 1;
  const end = begin + length >= unit.text.length ? unit.text.length : unit.text.lastIndexOf(" ", begin + length);
  return { begin, end, marks: marks.filter(([from, to]) => from >= begin && to <= end) };
}
