/** What stands at the address of a photo that was removed. */
import { KeyLink } from "../../components/keys.tsx";
import { Page, Title } from "../../components/page.tsx";
import { GALLERY } from "./places.ts";

export function Gone() {
  return (
    <Page name="Photos">
      <Title class="page gap-5">This photo is not here any more</Title>
      <div class="keys gap-5">
        <KeyLink isMain href={GALLERY}>
          All photos
        </KeyLink>
      </div>
    </Page>
  );
}
