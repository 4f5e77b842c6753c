/** The chance that draws: the same numbers for the same seed, on every machine. */

/** A source of numbers from 0 up to 1 (a xorshift of 32 bits). */
export function chanceOf(seed: number): () => number {
  let state = seed | 0 || 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
}
