/** A passphrase that can be looked at while it is typed. */
import { useState } from "preact/hooks";
import { Field } from "../components/form.tsx";
import { TextKey } from "../components/keys.tsx";

interface PassphraseFieldProps {
  id?: string;
  label?: string;
  value: string;
  onInput: (value: string) => void;
  hint?: string;
  error: string | null;
  autoComplete: "new-password" | "current-password";
  /** Whose it is, told to password managers where no name is asked for. */
  owner?: string;
}

export function PassphraseField(props: PassphraseFieldProps) {
  const { id = "passphrase", label = "Passphrase", value, onInput, hint, error, autoComplete, owner } = props;
  const [isSeen, setSeen] = useState(false);
  return (
    <div>
      {owner && <input type="text" name="username" autoComplete="username" value={owner} readOnly hidden />}
      <Field
        id={id}
        label={label}
        hint={hint}
        type={isSeen ? "text" : "password"}
        autoComplete={autoComplete}
        value={value}
        onInput={onInput}
        error={error}
      />
      <TextKey onPress={() => setSeen(!isSeen)}>{isSeen ? "Hide the passphrase" : "Show the passphrase"}</TextKey>
    </div>
  );
}
