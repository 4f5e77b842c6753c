/** The browser's offer to install Stipple, and what that is good for. */
import { Key } from "../components/keys.tsx";
import { useInstalling } from "../reminders.tsx";

export function InstallPart() {
  const install = useInstalling();
  if (!install) return null;
  return (
    <section class="gap-6" aria-labelledby="install">
      <h2 id="install">Make it an app</h2>
      <p class="quiet gap-3">
        Stipple then opens from its own icon, and its reminders carry its own name. A browser may stop the notifications of
        pages you seldom open, but not those of an app. Nothing comes from a shop, and you can take it off again.
      </p>
      <div class="keys gap-4">
        <Key onPress={() => void install()}>Install Stipple</Key>
      </div>
    </section>
  );
}
