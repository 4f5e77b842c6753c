/** The key that answers with a passkey what a passphrase would. */
import { Key } from "../components/keys.tsx";

export function PasskeyKey({ isBusy, onPress }: { isBusy: boolean; onPress: () => void }) {
  return (
    <Key isBusy={isBusy} onPress={onPress}>
      Use a passkey
    </Key>
  );
}
