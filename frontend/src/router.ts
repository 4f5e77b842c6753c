/** Which screen an address shows: the part after `#`, cut into a name and its words. */

export type Tab = "today" | "course" | "photos" | "care" | "settings";

/** The screens that are all their address says. */
type Plain =
  | "welcome" | "home-screen" | "sign-up" | "sign-in" | "recover" | "under-18"
  | "today" | "worry" | "diary" | "course" | "course-list" | "photos" | "care" | "settings" | "account"
  | "reminders" | "reminders-work" | "late" | "times" | "lock-screen" | "zone" | "emergency" | "sheet" | "facts"
  | "passphrase" | "passkeys" | "sessions" | "recovery" | "leaving" | "mail";

export type Route =
  | { screen: Plain }
  | { screen: "start"; question: string }
  | { screen: "step"; key: string }
  | { screen: "no-mail"; token: string }
  | { screen: "visit" | "change-visit" | "visit-notes" | "visit-costs"; visit: string }
  | { screen: "add-visit" | "your-list" | "goal" | "costs"; course: string }
  | { screen: "take-photos"; course: string; checkIn: string }
  | { screen: "questions"; course: string; question: string }
  | { screen: "guide"; number: string }
  | { screen: "gallery"; words: string[] }
  | { screen: "lost" };

const PLAIN = new Map<string, Plain>(Object.entries({
  "": "today",
  today: "today",
  welcome: "welcome",
  "home-screen": "home-screen",
  "sign-up": "sign-up",
  "sign-in": "sign-in",
  recover: "recover",
  "under-18": "under-18",
  worry: "worry",
  diary: "diary",
  course: "course",
  "course/list": "course-list",
  photos: "photos",
  care: "care",
  settings: "settings",
  "settings/reminders": "reminders",
  "settings/reminders/works": "reminders-work",
  "settings/late": "late",
  "settings/times": "times",
  "settings/lock-screen": "lock-screen",
  "settings/zone": "zone",
  "settings/emergency": "emergency",
  "settings/sheet": "sheet",
  "settings/answers": "facts",
  "settings/account": "account",
  "settings/mail": "mail",
  "settings/passphrase": "passphrase",
  "settings/passkeys": "passkeys",
  "settings/sessions": "sessions",
  "settings/recovery": "recovery",
  "settings/leaving": "leaving",
}));

/** The route of a location hash such as `#/visit/3f…/change`; anything unknown is "lost". */
export function routeOf(hash: string): Route {
  const path = hash.replace(/^#?\/?/, "").replace(/\/+$/, "").split("?")[0] ?? "";
  const plain = PLAIN.get(path);
  if (plain) return { screen: plain };
  const words = path.split("/").map(decoded);
  const [first = "", second = "", third, fourth = ""] = words;
  if (first === "photos" && second === "gallery") return { screen: "gallery", words: words.slice(2) };
  if (first === "start" && third === undefined) return { screen: "start", question: unveiled(second) };
  if (first === "step" && second && third === undefined) return { screen: "step", key: second };
  if (first === "no-mail" && second && third === undefined) return { screen: "no-mail", token: second };
  if (first === "visit" && second && third === undefined) return { screen: "visit", visit: second };
  if (first === "visit" && second && third === "change") return { screen: "change-visit", visit: second };
  if (first === "visit" && second && third === "notes") return { screen: "visit-notes", visit: second };
  if (first === "visit" && second && third === "costs") return { screen: "visit-costs", visit: second };
  if (first === "course" && second && isReview(third)) return { screen: third, course: second };
  if (first === "course" && second && third === "add") return { screen: "add-visit", course: second };
  if (first === "photos" && second === "take" && third) return { screen: "take-photos", course: third, checkIn: fourth };
  if (first === "care" && second === "guide" && third) return { screen: "guide", number: third };
  if (first === "questions" && second) return { screen: "questions", course: second, question: unveiled(third ?? "") };
  return { screen: "lost" };
}

function isReview(word: string | undefined): word is "your-list" | "goal" | "costs" {
  return word === "your-list" || word === "goal" || word === "costs";
}

/** An address for a path of words; each word is escaped, and the name of a question veiled. */
export function hrefTo(...words: string[]): string {
  const [first] = words;
  const place = first === "start" ? 1 : first === "questions" ? 2 : Infinity;
  const shown = words.map((word, index) => (index === place ? veiled(word) : word));
  return `#/${shown.map(encodeURIComponent).join("/")}`;
}

/** The address of a guide: a number, for the words of its title would tell. */
export function guideHref(id: string): string {
  return `#/care/guide/${Number(id.slice(1))}`;
}

const VEIL = "~";

/** Addresses stay in the browser's history for others to read, and a question may be called "retinoid". */
function veiled(word: string): string {
  return VEIL + btoa(word).replace(/=+$/, "");
}

function unveiled(word: string): string {
  if (!word.startsWith(VEIL)) return word;
  try {
    return atob(word.slice(VEIL.length));
  } catch {
    return "";
  }
}

/** The tab that is lit while a screen shows. */
export function tabOf(route: Route): Tab | null {
  switch (route.screen) {
    case "today":
    case "worry":
    case "diary":
    case "step":
    case "questions":
      return "today";
    case "course":
    case "course-list":
    case "visit":
    case "change-visit":
    case "add-visit":
    case "visit-notes":
    case "visit-costs":
    case "your-list":
    case "goal":
    case "costs":
      return "course";
    case "photos":
    case "take-photos":
    case "gallery":
      return "photos";
    case "care":
    case "guide":
      return "care";
    case "welcome":
    case "home-screen":
    case "sign-up":
    case "sign-in":
    case "recover":
    case "under-18":
    case "start":
    case "no-mail":
    case "lost":
      return null;
    default:
      return "settings";
  }
}

function decoded(word: string): string {
  try {
    return decodeURIComponent(word);
  } catch {
    return word;
  }
}
