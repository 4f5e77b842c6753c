/** The frame of a screen: its title takes the focus when the reader arrives. */
import type { ComponentChildren } from "preact";
import { useEffect, useLayoutEffect, useRef } from "preact/hooks";
import { isArrival } from "../navigation.ts";
import { SavedNote } from "../offline/saved-note.tsx";
import { Icon } from "./icons.tsx";

interface TitleProps {
  children: ComponentChildren;
  class?: string;
  /** Changes when the same component becomes another page. */
  page?: string;
}

/** The h1 of a screen. */
export function Title({ children, class: className = "", page = "" }: TitleProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  // Before the next key is pressed, not some time after the screen was painted.
  useLayoutEffect(() => {
    if (isArrival()) heading.current?.focus({ preventScroll: true });
  }, [page]);
  return (
    <h1 ref={heading} tabIndex={-1} class={className}>
      {children}
    </h1>
  );
}

interface PageProps {
  /** The name of the screen in the browser's list of tabs and history: never a word about health. */
  name: string;
  back?: { href: string; to: string };
  aside?: ComponentChildren;
  /** True where nothing may stand above the words of the screen, not even how old they are. */
  isAgeless?: boolean;
  children: ComponentChildren;
}

export function Page({ name, back, aside, isAgeless, children }: PageProps) {
  useEffect(() => {
    document.title = `${name} · Stipple`;
  }, [name]);
  return (
    <main id="content">
      {(back || aside) && (
        <div class="top">
          {back ? (
            <a class="back" href={back.href}>
              <Icon name="back" />
              {back.to}
            </a>
          ) : (
            <span />
          )}
          {aside}
        </div>
      )}
      {!isAgeless && <SavedNote />}
      {children}
    </main>
  );
}
