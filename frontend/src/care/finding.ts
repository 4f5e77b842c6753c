/** Which guides a reader means: forgiving search over titles, other words and texts. */
import type { GuideCard } from "../api/types.ts";

/** Small letters without accents or signs: "Séances, Peeling" becomes "seances peeling". */
export function plain(text: string): string {
  return text
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
}

/** Words before this length say too little to be looked for inside others. */
const PART = 3;

/** True where every word asked for begins a word of the text, or is part of one. */
export function holds(text: string, asked: string): boolean {
  const words = plain(text).split(" ");
  return plain(asked)
    .split(" ")
    .every((word) => words.some((known) => known.startsWith(stem(word)) || (word.length >= PART && known.includes(stem(word)))));
}

/** "peels" and "peeling" are meant as "peel". */
function stem(word: string): string {
  const short = word.replace(/(?:ing|es|ed|s)$/, "");
  return short.length >= PART ? short : word;
}

/** The guides that hold all words asked for: first those whose title says so, then by their other words, then by text. */
export function found(guides: readonly GuideCard[], asked: string): GuideCard[] {
  if (!plain(asked)) return [...guides];
  const ranked = guides.map((guide) => ({ guide, rank: rankOf(guide, asked) }));
  return ranked
    .filter(({ rank }) => rank < NOWHERE)
    .sort((a, b) => a.rank - b.rank)
    .map(({ guide }) => guide);
}

const NOWHERE = 3;

function rankOf(guide: GuideCard, asked: string): number {
  const told = [guide.title, guide.keywords.join(" "), textOf(guide)];
  const at = told.findIndex((_, index) => holds(told.slice(0, index + 1).join(" "), asked));
  return at < 0 ? NOWHERE : at;
}

function textOf({ sections }: GuideCard): string {
  return sections.flatMap(({ title, says, points }) => [title, ...says, ...points]).join(" ");
}
