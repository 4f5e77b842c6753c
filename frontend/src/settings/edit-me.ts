/** Saving a preference: sent, shown, and the plan computed again with it. */
import { api } from "../api/client.ts";
import type { MeEdit } from "../api/types.ts";
import { useTask } from "../components/task.ts";
import type { Task } from "../components/task.ts";
import { usePlan } from "../plan.tsx";
import { useMe } from "../session.ts";

export function useMeEdit(): { task: Task; save(edit: MeEdit): Promise<boolean> } {
  const { setMe } = useMe();
  const { refresh } = usePlan();
  const task = useTask();
  const save = (edit: MeEdit) =>
    task.run(async () => {
      setMe(await api.changeMe(edit));
      await refresh();
    });
  return { task, save };
}
