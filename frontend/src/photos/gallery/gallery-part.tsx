/** The screens of the gallery by address; fetched when the first of them is shown. */
import { Waiting } from "../../components/elsewhere.tsx";
import { Key } from "../../components/keys.tsx";
import { Page, Title } from "../../components/page.tsx";
import { AlbumProvider, useAlbum } from "./album.tsx";
import { CompareScreen } from "./compare.tsx";
import { FilmScreen } from "./film-screen.tsx";
import "./gallery.css";
import { Gone } from "./gone.tsx";
import { KeepScreen } from "./keep.tsx";
import { LineUpScreen } from "./line-up.tsx";
import { ListScreen } from "./list.tsx";
import { LockedScreen } from "./locked.tsx";
import { PairsScreen } from "./pairs-screen.tsx";
import { PhotoScreen } from "./photo-screen.tsx";

/** `words`: what stands after `#/photos/gallery` in the address. */
export function GalleryPart({ words }: { words: readonly string[] }) {
  return (
    <AlbumProvider>
      <GalleryScreen words={words} />
    </AlbumProvider>
  );
}

function GalleryScreen({ words }: { words: readonly string[] }) {
  const { album, reload } = useAlbum();
  switch (album.state) {
    case "asking":
      return <Waiting />;
    case "locked":
      return <LockedScreen />;
    case "broken":
      return <Broken sentence={album.problem.message} onAgain={() => void reload()} />;
    case "open":
      return <OpenScreen words={words} />;
  }
}

function OpenScreen({ words: [name = "", one = "", other = ""] }: { words: readonly string[] }) {
  switch (name) {
    case "":
      return <ListScreen />;
    case "photo":
      return <PhotoScreen id={one} key={one} />;
    case "pairs":
      return <PairsScreen id={one} />;
    case "compare":
      return <CompareScreen ids={[one, other]} key={`${one} ${other}`} />;
    case "line-up":
      return <LineUpScreen id={one} next={other} key={one} />;
    case "film":
      return <FilmScreen id={one} />;
    case "keep":
      return <KeepScreen />;
    default:
      return <Gone />;
  }
}

function Broken({ sentence, onAgain }: { sentence: string; onAgain: () => void }) {
  return (
    <Page name="Photos" back={{ href: "#/photos", to: "Photos" }}>
      <Title class="page">Your photos are not here just now</Title>
      <p class="quiet gap-3">{sentence}</p>
      <p class="gap-3">They are shown only while you are online. No picture is kept on this phone.</p>
      <div class="keys gap-5">
        <Key isMain onPress={onAgain}>
          Try again
        </Key>
      </div>
    </Page>
  );
}
