/** Where the reader is, kept in the part of the address after `#`. */
import { useEffect, useState } from "preact/hooks";
import { routeOf, tabOf } from "./router.ts";
import type { Route } from "./router.ts";

let hasNavigated = false;

/** True once the reader went from one screen to another: only then does a title take the focus. */
export function isArrival(): boolean {
  return hasNavigated;
}

/** Goes to an address made by hrefTo; `instead` leaves no step to come back to. */
export function goTo(href: string, instead = false): void {
  if (instead) location.replace(href);
  else location.hash = href;
}

/** Goes back to where the reader came from; to `href` when the app was opened right here. */
export function goBack(href: string): void {
  if (hasNavigated) history.back();
  else goTo(href, true);
}

const TODAY = "#/today";
let asked = TODAY;

/** Keeps the screen that was asked for by a reader who is signed out, until they are in. */
export function askFor(route: Route): void {
  if (tabOf(route) !== null) asked = route.screen === "today" ? TODAY : location.hash;
}

/** Goes to the screen that was asked for before signing in, else to Today. */
export function goWhereAsked(): void {
  goTo(asked, true);
  asked = TODAY;
}

/** The screen to show now. */
export function useRoute(): Route {
  const [hash, setHash] = useState(location.hash);
  useEffect(() => {
    const onChange = () => {
      hasNavigated = true;
      setHash(location.hash);
      scrollTo(0, 0);
    };
    addEventListener("hashchange", onChange);
    // The address may have changed after the first drawing and before this listener.
    setHash(location.hash);
    return () => removeEventListener("hashchange", onChange);
  }, []);
  return routeOf(hash);
}
