/** Keys, rows and links that look alike on every screen. */
import type { ComponentChildren } from "preact";
import { Icon } from "./icons.tsx";

interface KeyProps {
  children: ComponentChildren;
  onPress?: () => void;
  isMain?: boolean;
  isBusy?: boolean;
  hasLamp?: boolean;
  submits?: boolean;
}

/** A large button. While busy it stays where it is and takes no second press. */
export function Key({ children, onPress, isMain, isBusy, hasLamp, submits }: KeyProps) {
  return (
    <button
      type={submits ? "submit" : "button"}
      class={isMain ? "key main" : "key"}
      aria-disabled={isBusy ? "true" : undefined}
      onClick={(event) => {
        if (isBusy) event.preventDefault();
        else onPress?.();
      }}
    >
      {hasLamp && <i class="lamp" />}
      {children}
    </button>
  );
}

interface SubmitKeyProps {
  children: ComponentChildren;
  isBusy?: boolean;
  gap?: 4 | 5 | 6;
}

/** The one key that a form ends with. */
export function SubmitKey({ children, isBusy = false, gap = 6 }: SubmitKeyProps) {
  return (
    <div class={`keys gap-${gap}`}>
      <Key submits isMain isBusy={isBusy}>
        {children}
      </Key>
    </div>
  );
}

export function KeyLink({ href, isMain, children }: { href: string; isMain?: boolean; children: ComponentChildren }) {
  return (
    <a class={isMain ? "key main" : "key"} href={href}>
      {children}
    </a>
  );
}

export function TextKey({ onPress, children }: { onPress: () => void; children: ComponentChildren }) {
  return (
    <button type="button" class="text-key" onClick={onPress}>
      {children}
    </button>
  );
}

interface RowLinkProps {
  href: string;
  name: string;
  label?: string | undefined;
  value?: string | undefined;
}

export function RowLink({ href, name, label, value }: RowLinkProps) {
  return (
    <a class="row" href={href}>
      <span class="row-name">
        {name}
        {label && <span class="label">{label}</span>}
      </span>
      {value && <span class="row-value">{value}</span>}
      <Icon name="forward" />
    </a>
  );
}
