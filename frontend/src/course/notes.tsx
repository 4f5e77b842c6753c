/** What was done at a visit, written down or corrected later. */
import type { Plan, Visit } from "../api/types.ts";
import { Form } from "../components/form.tsx";
import { SubmitKey } from "../components/keys.tsx";
import { Page, Title } from "../components/page.tsx";
import { ProblemNote } from "../components/problem.tsx";
import { useTask } from "../components/task.ts";
import { goTo } from "../navigation.ts";
import { queuePosts } from "../offline/queue.ts";
import { useTypedForm } from "../offline/typed-form.ts";
import { usePlan } from "../plan.tsx";
import { hrefTo } from "../router.ts";
import { useCourseQuestions } from "../start/questions.ts";
import { answerPosts } from "../today/acting.ts";
import { visitName } from "../words/names.ts";
import { changedNotes, NoteFields, notesOf } from "./note-fields.tsx";
import { GoneVisit, visitIn } from "./visit.tsx";

export function NotesScreen({ plan, visitId }: { plan: Plan; visitId: string }) {
  const visit = visitIn(plan, visitId);
  return visit ? <NotesForm visit={visit} /> : <GoneVisit />;
}

function NotesForm({ visit }: { visit: Visit }) {
  const { now } = usePlan();
  const task = useTask();
  const { questions } = useCourseQuestions(visit.course_id);
  const { form: notes, change } = useTypedForm(`notes-${visit.id}`, () => notesOf(visit));
  const page = hrefTo("visit", visit.id);
  const save = async () => {
    const posts = answerPosts(visit.course_id, changedNotes(visit, notes), now(), { visit_id: visit.id });
    if (await task.run(() => queuePosts(posts))) goTo(page);
  };
  return (
    <Page name="Visit" back={{ href: page, to: "Visit" }}>
      <Title class="page">What was done</Title>
      <p class="quiet gap-3">{visitName(visit)}. It helps anyone who looks after you later.</p>
      <Form onSubmit={() => void save()}>
        <ProblemNote problem={task.problem} />
        <div class="stack gap-5">
          <NoteFields questions={questions} notes={notes} onNotes={change} />
        </div>
        <SubmitKey gap={5} isBusy={task.isBusy}>Save</SubmitKey>
      </Form>
    </Page>
  );
}
