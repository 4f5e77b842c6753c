/** A number from 0 to 10, each a tap. */

const SCORES = Array.from({ length: 11 }, (_, score) => score);

export function ScoreField({ score, onScore }: { score: number | null; onScore: (score: number) => void }) {
  return (
    <fieldset class="scores">
      <legend class="field-label">How near are you today? 0 is far away, 10 is there.</legend>
      {SCORES.map((one) => (
        <label key={one}>
          <input type="radio" name="score" checked={score === one} onChange={() => onScore(one)} />
          <span class="figures">{one}</span>
        </label>
      ))}
    </fieldset>
  );
}
