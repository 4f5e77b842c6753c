/** Parts of the app that are fetched when they are first shown, so that Today comes sooner. */
import type { ComponentType } from "preact";
import { useEffect, useState } from "preact/hooks";
import { Key } from "./components/keys.tsx";
import { Page, Title } from "./components/page.tsx";

/** A component that stands for one that is still to be fetched. */
export function lazily<Props extends object>(fetchPart: () => Promise<ComponentType<Props>>): ComponentType<Props> {
  let Part: ComponentType<Props> | null = null;
  return function Lazy(props: Props) {
    const [, setTurn] = useState(0);
    const [isMissing, setMissing] = useState(false);
    useEffect(() => {
      if (Part) return;
      fetchPart().then(
        (found) => {
          Part = found;
          setTurn((turn) => turn + 1);
        },
        (problem: unknown) => {
          console.warn("A part of the app did not load:", problem);
          setMissing(true);
        },
      );
    }, []);
    if (Part) return <Part {...props} />;
    return isMissing ? <MissingPart /> : <main id="content" aria-busy="true" />;
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
