/** The key that calls the clinic. */
import { useContext } from "preact/hooks";
import { Icon } from "../components/icons.tsx";
import { PlanContext } from "../plan.tsx";
import { telHref } from "../words/names.ts";
import { phoneAddedAt } from "./view.ts";

interface CallKeyProps {
  phone: string | null;
  label: string;
  isMain?: boolean;
}

/** A call to the clinic; without a number it says where one is, and leads to where it can be added. */
export function CallKey({ phone, label, isMain }: CallKeyProps) {
  const href = phone ? telHref(phone) : null;
  if (!href) return <NoNumber />;
  return (
    <a class={isMain ? "key main" : "key"} href={href}>
      <Icon name="phone" />
      <span>
        {label}{" "}
        <span class="number figures" dir="ltr">
          {phone}
        </span>
      </span>
    </a>
  );
}

function NoNumber() {
  const plan = useContext(PlanContext)?.plan;
  return (
    <p class="quiet small">
      Your clinic's number is on its sheet or website. {plan && <a href={phoneAddedAt(plan)}>Add it, to call from here</a>}
    </p>
  );
}
