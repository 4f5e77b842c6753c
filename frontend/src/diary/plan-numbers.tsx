/** The plan of a course on the page for the clinic: whom to call, and the numbers somebody set, with who said so. */
import { useEffect, useState } from "preact/hooks";
import { api } from "../api/client.ts";
import type { Course, Param, Plan } from "../api/types.ts";
import { orKept } from "../offline/last-known.ts";
import { sheetRows } from "../settings/sheet-words.ts";
import { phoneFor } from "../today/view.ts";

export function ClinicNumbers({ course, plan }: { course: Course; plan: Plan }) {
  const params = useParams();
  const phone = phoneFor(plan, null, course.id);
  const own = sheetRows(params, course).filter(({ isOwn }) => isOwn);
  return (
    <>
      <h3 class="gap-4">The plan's numbers</h3>
      {phone && (
        <p class="gap-2">
          Clinic: <bdi class="figures" dir="ltr">{phone}</bdi>
        </p>
      )}
      {course.values.length > 0 ? (
        <ul class="points gap-2">
          {own.map(({ param, said, setBy }) => (
            <li key={param.id}>
              {param.what}: <strong>{said}</strong>. {setBy}.
            </li>
          ))}
        </ul>
      ) : (
        <p class="quiet gap-2">Our usual numbers. None was changed for this course.</p>
      )}
    </>
  );
}

/** The numbers a course has, as the server says them or as this phone kept them. */
function useParams(): readonly Param[] {
  const [params, setParams] = useState<readonly Param[]>([]);
  useEffect(() => {
    let isGone = false;
    orKept("protocol", api.protocol).then(
      (found) => isGone || setParams(found.params),
      (problem: unknown) => console.warn("The plan's numbers could not be read.", problem),
    );
    return () => {
      isGone = true;
    };
  }, []);
  return params;
}
