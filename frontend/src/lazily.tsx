/** Parts of the app that are fetched when they are first shown, so that Today comes sooner. */
import type { ComponentType } from "preact";
import { Key } from "./components/keys.tsx";
import { Page, Title } from "./components/page.tsx";
import { partOf } from "./part.ts";

/** A component that stands for one that is still to be fetched. */
export function lazily<Props extends object>(fetchPart: () => Promise<ComponentType<Props>>): ComponentType<Props> {
  const usePart = partOf(fetchPart);
  return function Lazy(props: Props) {
    const Part = usePart();
    if (Part === null) return <main id="content" aria-busy="true" />;
    return Part === "missing" ? <MissingPart /> : <Part {...props} />;
  };
}

/** A part may be missing without a connection, or after an update took it away: loading again mends both. */
function MissingPart() {
  return (
    <Page name="Stipple">
      <Title class="page gap-5">This screen did not load</Title>
      <p class="quiet gap-3">Please check your connection and load it again.</p>
      <div class="keys gap-5">
        <Key isMain onPress={() => location.reload()}>
          Load again
        </Key>
      </div>
    </Page>
  );
}
