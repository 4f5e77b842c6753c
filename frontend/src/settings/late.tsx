/** When reminders come late: battery savers and what else holds them back on this device. */
import { KeyLink } from "../components/keys.tsx";
import { Page, Title } from "../components/page.tsx";
import { capabilitiesHere } from "../push/device.ts";
import { lateReasons } from "./late-words.ts";

export function LateScreen() {
  return (
    <Page name="Reminders" back={{ href: "#/settings/reminders", to: "Reminders" }}>
      <Title class="page">When reminders come late</Title>
      <p class="quiet gap-3">
        Devices save battery by holding things back. These places are worth a look. Names differ a little from one device to
        another.
      </p>
      <dl class="pairs gap-5">
        {lateReasons(navigator, capabilitiesHere().isStandalone).map(({ title, text }) => (
          <div key={title}>
            <dt>{title}</dt>
            <dd>{text}</dd>
          </div>
        ))}
      </dl>
      <div class="keys gap-5">
        <KeyLink href="#/settings/reminders">Try it with a test</KeyLink>
      </div>
    </Page>
  );
}
