/** Only two addresses may become scripts. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { scriptAddress, SERVICE_WORKER } from "../../frontend/src/script-address.ts";

test("the workers' own addresses are taken, and no other", () => {
  for (const address of [SERVICE_WORKER, "/assets/later/finder-BWRefG-_.js"]) assert.equal(scriptAddress(address), address);
  for (const address of ["/assets/app-1a2b.js", "https://elsewhere.example/assets/later/finder-1.js", "/assets/later/../x.js", "/api/x", "/assets/later/finder-1.js?x"]) {
    assert.throws(() => scriptAddress(address), /No script comes from this address/, address);
  }
});
