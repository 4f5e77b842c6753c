/** A form says every problem once, beside its field and in its summary. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { clientOver } from "../../frontend/src/api/client.ts";
import { newId } from "../../frontend/src/api/ids.ts";
import { ApiProblem, BROKEN, OFFLINE, problemFrom, sentenceOf } from "../../frontend/src/api/problem.ts";
import { errorAt, saidAt, summaryOf } from "../../frontend/src/components/errors.ts";

const TAKEN = new ApiProblem(409, "name_taken", "Somebody else has this name. Please choose another.", [
  { field: "name", sentence: "Somebody else has this name. Please choose another." },
]);

test("what we find ourselves comes before what the server said", () => {
  const found = [{ field: "passphrase", sentence: "Use 8 characters or more for your passphrase." }];
  assert.deepEqual(summaryOf(found, TAKEN, ["name"]), found);
});

test("a problem of the server leads to its field", () => {
  const lines = summaryOf([], TAKEN, ["name", "passphrase"]);
  assert.equal(errorAt(lines, "name"), TAKEN.message);
  assert.equal(errorAt(lines, "passphrase"), null);
});

test("a nested field is found by its last part, a strange one stays without a link", () => {
  const problem = new ApiProblem(422, "invalid", "Please check the form.", [
    { field: "first.start", sentence: "There is no month 13." },
    { field: "colour", sentence: "Nobody asked." },
  ]);
  assert.deepEqual(summaryOf([], problem, ["start"]), [
    { field: "start", sentence: "There is no month 13." },
    { field: null, sentence: "Nobody asked." },
  ]);
});

test("a problem without fields is one line, and no problem none", () => {
  assert.deepEqual(summaryOf([], new ApiProblem(500, "broken", BROKEN), ["name"]), [{ field: null, sentence: BROKEN }]);
  assert.deepEqual(summaryOf([], null, ["name"]), []);
});

test("an answer that is no problem document still becomes a sentence", () => {
  for (const body of [null, "502 Bad Gateway", {}, { detail: 7, errors: "x" }, { errors: [1, { field: 2 }] }]) {
    const problem = problemFrom(502, body);
    assert.deepEqual([problem.status, problem.message, problem.errors.length], [502, BROKEN, 0]);
  }
  assert.equal(sentenceOf(new TypeError("x is not a function")), BROKEN);
});

interface Sent {
  path: string;
  init: RequestInit;
}

/** A server that answers once, and keeps what it was asked. */
function serverSaying(status: number, body: string, type = "application/json") {
  const sent: Sent[] = [];
  const client = clientOver(async (path, init) => {
    sent.push({ path, init });
    return new Response(status === 204 ? null : body, { status, headers: { "Content-Type": type } });
  });
  return { client, sent };
}

test("a request carries JSON, and its answer comes back as it is", async () => {
  const { client, sent } = serverSaying(200, '{"known":true}');
  assert.deepEqual(await client.opened("Europe/Berlin", ["k"]), { known: true });
  assert.equal(sent[0]?.path, "/api/opened");
  assert.deepEqual(JSON.parse(String(sent[0]?.init.body)), { zone: "Europe/Berlin", seen: ["k"] });
});

test("an id in a path is escaped", async () => {
  const { client, sent } = serverSaying(200, "{}");
  await client.changeVisit("../me", { place: "x" });
  assert.equal(sent[0]?.path, "/api/visits/..%2Fme");
});

test("a refusal is thrown with its code, its sentence and its fields", async () => {
  const body = JSON.stringify({ code: "invalid", detail: "Please check.", errors: [{ field: "start", sentence: "No." }] });
  const { client } = serverSaying(422, body, "application/problem+json");
  await assert.rejects(client.plan(), (problem: ApiProblem) => {
    assert.deepEqual([problem.status, problem.code, problem.message], [422, "invalid", "Please check."]);
    assert.deepEqual(problem.errors, [{ field: "start", sentence: "No." }]);
    return true;
  });
});

test("no answer at all says that the phone is offline", async () => {
  const client = clientOver(() => Promise.reject(new TypeError("Failed to fetch")));
  await assert.rejects(client.me(), { status: 0, code: "offline", message: OFFLINE });
});

test("an empty answer is no mistake", async () => {
  const { client } = serverSaying(204, "");
  assert.equal(await client.signOut(), null);
});

test("ids are random UUIDs of version 4", () => {
  const ids = new Set(Array.from({ length: 500 }, newId));
  assert.equal(ids.size, 500);
  for (const id of ids) assert.match(id, /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
});

test("a form of one field says every problem there", () => {
  const wrong = new ApiProblem(401, "wrong_credentials", "This is not right. Please check it and try again.");
  assert.equal(errorAt(summaryOf([], saidAt("passphrase", wrong), ["passphrase"]), "passphrase"), wrong.message);
});
