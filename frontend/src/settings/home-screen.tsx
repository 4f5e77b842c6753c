/** How an iPhone or iPad gets Stipple on its Home Screen. */
export function HomeScreenSteps() {
  return (
    <ol class="steps gap-4">
      <li>
        Tap <strong>Share</strong> in Safari. If you cannot see it, tap <strong>•••</strong> first.
      </li>
      <li>
        Scroll to <strong>Add to Home Screen</strong>. Leave “Open as Web App” on. Tap <strong>Add</strong>.
      </li>
      <li>
        Open <strong>Stipple</strong> from there and sign in. Your answers are kept.
      </li>
    </ol>
  );
}
