/** The locked gallery: a passkey or the passphrase opens it. */
import { Page, Title } from "../../components/page.tsx";
import { UnlockForm } from "../unlock-form.tsx";
import { useAlbum } from "./album.tsx";

export function LockedScreen() {
  const { reload } = useAlbum();
  return (
    <Page name="Photos" back={{ href: "#/photos", to: "Photos" }}>
      <Title class="page">Your photos are locked</Title>
      <p class="quiet gap-3">They lock after a few minutes away, so that nobody else sees them on your phone.</p>
      <UnlockForm onUnlocked={() => void reload()} />
    </Page>
  );
}
