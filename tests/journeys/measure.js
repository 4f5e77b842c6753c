// Knows what cannot be seen or hit on the screen as it stands: small targets, cut words, a page that scrolls sideways.
(smallest) => {
  const isThere = (element) =>
    element.checkVisibility({ visibilityProperty: true, opacityProperty: true }) && !element.closest(".unseen, [inert]");
  const words = (element) => (element.innerText || element.getAttribute("aria-label") || element.name || "").trim().slice(0, 40);
  const named = (element) => `${element.localName}.${element.className} "${words(element)}"`;
  const found = [];

  if (document.documentElement.scrollWidth > innerWidth)
    found.push(`the page is ${document.documentElement.scrollWidth} px wide on ${innerWidth}`);

  for (const animation of document.getAnimations())
    if (matchMedia("(prefers-reduced-motion)").matches) found.push(`${named(animation.effect.target)} moves`);

  // However much there is to do today, the way to help is on the screen, whole, wherever it is scrolled to.
  const isToday = location.hash === "#/today" && document.querySelector("main:not([aria-busy])") !== null;
  const { top = -1, bottom = 0 } = document.querySelector('.help a[href="#/worry"]')?.getBoundingClientRect() ?? {};
  if (isToday && (top < 0 || bottom > innerHeight + 0.5))
    found.push(`the way to help is at ${Math.round(top)} to ${Math.round(bottom)} px of ${innerHeight}`);

  // What stays while the page scrolls leaves it two thirds of the screen.
  for (const bar of document.querySelectorAll(".foot, .foot > *")) {
    const { height } = bar.getBoundingClientRect();
    if (getComputedStyle(bar).position === "sticky" && height > innerHeight / 3)
      found.push(`${named(bar)} keeps ${Math.round(height)} px of ${innerHeight}`);
  }

  const modal = document.querySelector("dialog:modal");
  for (const element of (modal ?? document).querySelectorAll("a[href], button, input, select, textarea, summary")) {
    if (!isThere(element)) continue;
    // A link within a sentence is as high as its line (WCAG 2.5.8 leaves it out); a label is part of its target.
    if (element.localName === "a" && getComputedStyle(element).display === "inline") continue;
    const { width, height } = (element.closest("label") ?? element).getBoundingClientRect();
    if (Math.min(width, height) < smallest - 0.5)
      found.push(`${named(element)} is ${Math.round(width)} × ${Math.round(height)} px`);
  }

  for (const element of document.querySelectorAll("body *")) {
    const hasWords = [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim());
    if (!hasWords || !isThere(element)) continue;
    const { overflowX, overflowY } = getComputedStyle(element);
    const isCut =
      (overflowX !== "visible" && overflowX !== "auto" && element.scrollWidth > element.clientWidth + 1) ||
      (overflowY !== "visible" && overflowY !== "auto" && element.scrollHeight > element.clientHeight + 1);
    if (isCut) found.push(`${named(element)} is cut`);
  }
  return found;
};
