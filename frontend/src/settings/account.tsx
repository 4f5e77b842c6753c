/** The account: its name, and the way to everything that keeps it safe. */
import { RowLink } from "../components/keys.tsx";
import { Page, Title } from "../components/page.tsx";
import { hrefTo } from "../router.ts";
import { useMe } from "../session.ts";

const ROWS = [
  { page: "passphrase", name: "Passphrase", label: "Choose another" },
  { page: "passkeys", name: "Passkeys", label: "Sign in by finger, face or device code" },
  { page: "recovery", name: "Recovery code", label: "For when you forget your passphrase" },
  { page: "sessions", name: "Where you are signed in", label: "Sign out elsewhere" },
  { page: "leaving", name: "Your data", label: "Save everything, or leave" },
];

export function AccountScreen() {
  const { me } = useMe();
  return (
    <Page name="Account" back={{ href: "#/settings", to: "Settings" }}>
      <Title class="page">Account</Title>
      <p class="gap-4">
        <span class="label">You sign in as</span>
        <br />
        <strong>{me.name}</strong>
      </p>
      <ul class="rows gap-5">
        {ROWS.map(({ page, name, label }) => (
          <li key={page}>
            <RowLink href={hrefTo("settings", page)} name={name} label={label} />
          </li>
        ))}
      </ul>
    </Page>
  );
}
