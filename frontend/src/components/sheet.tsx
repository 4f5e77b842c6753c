/** A sheet that rises over the page to show a preview; Esc closes it and the focus returns. */
import type { ComponentChildren } from "preact";
import { useEffect, useLayoutEffect, useRef } from "preact/hooks";
import { holdPage } from "../offline/typing.ts";

interface SheetProps {
  titleId: string;
  onClose: () => void;
  children: ComponentChildren;
}

export function Sheet({ titleId, onClose, children }: SheetProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  useLayoutEffect(holdPage, []);
  useEffect(() => {
    const opener = document.activeElement;
    dialog.current?.showModal();
    document.getElementById(titleId)?.focus();
    return () => {
      if (opener instanceof HTMLElement) opener.focus();
    };
  }, [titleId]);
  return (
    <dialog
      ref={dialog}
      class="sheet"
      aria-labelledby={titleId}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
    >
      <div class="grip" />
      {children}
    </dialog>
  );
}
