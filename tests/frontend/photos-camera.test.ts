/** Which camera is opened: the one that looks the way asked for, and where none says how it looks, the other one. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { streamOf } from "../../frontend/src/photos/camera.ts";

type Devices = Parameters<typeof streamOf>[1];

/** Cameras by their ids, each with the way it looks, if it says; `running` are those that are open. */
function cameras(all: Record<string, string | null>): Devices & { running: Set<string> } {
  const running = new Set<string>();
  const open = (deviceId: string) => {
    running.add(deviceId);
    const track = { getSettings: () => ({ deviceId }), stop: () => running.delete(deviceId) };
    return { getVideoTracks: () => [track], getTracks: () => [track] } as unknown as MediaStream;
  };
  const chosen = ({ deviceId, facingMode }: MediaTrackConstraints): string => {
    const exact = (deviceId as { exact?: string } | undefined)?.exact;
    return exact ?? Object.keys(all).find((id) => all[id] === facingMode) ?? Object.keys(all)[0]!;
  };
  return {
    running,
    getUserMedia: async (asked) => open(chosen(asked!.video as MediaTrackConstraints)),
    enumerateDevices: async () => [
      { kind: "audioinput", deviceId: "sound" },
      ...Object.keys(all).map((deviceId) => ({ kind: "videoinput", deviceId })),
    ] as MediaDeviceInfo[],
  };
}

test("a phone's camera that looks the way asked for is opened", async () => {
  const phone = cameras({ back: "environment", front: "user" });
  await streamOf({ facing: "user", not: null }, phone);
  assert.deepEqual([...phone.running], ["front"]);
});

test("turning opens the other camera of a phone, and asks for one only once", async () => {
  const phone = cameras({ front: "user", back: "environment" });
  await streamOf({ facing: "environment", not: "front" }, phone);
  assert.deepEqual([...phone.running], ["back"]);
});

test("turning opens the other camera where none says how it looks, and gives the first one back", async () => {
  const computer = cameras({ left: null, right: null });
  await streamOf({ facing: "environment", not: "left" }, computer);
  assert.deepEqual([...computer.running], ["right"]);
  computer.running.clear();
  await streamOf({ facing: "user", not: "right" }, computer);
  assert.deepEqual([...computer.running], ["left"]);
});

test("where there is but one it stays open", async () => {
  const computer = cameras({ only: null });
  await streamOf({ facing: "environment", not: "only" }, computer);
  assert.deepEqual([...computer.running], ["only"]);
});
