/** The requests of an account's safety, by name: recovery, sessions, passkeys, proofs, export and leaving. */
import { request } from "./client.ts";
import type { components } from "./schema.d.ts";
import type { Me, NewAccount } from "./types.ts";

type Schemas = components["schemas"];

export type Welcome = Schemas["Welcome"];
export type FreshCode = Schemas["FreshCode"];
export type SignedInBrowser = Schemas["SessionShape"];
export type Passkey = Schemas["PasskeyShape"];
/** A message of WebAuthn in its own JSON form; only the browser and the server look inside. */
export type WebAuthnJson = Record<string, unknown>;

const send = <T>(method: string, path: string, body?: object) =>
  request<T>((address, init) => fetch(address, init), method, path, body);
const at = encodeURIComponent;

export const accountApi = {
  signUp: (account: NewAccount) => send<Welcome>("POST", "/api/account", account),
  recover: (name: string, code: string, passphrase: string) =>
    send<FreshCode>("POST", "/api/recovery", { name, code, passphrase }),
  newCode: () => send<FreshCode>("POST", "/api/recovery/code", {}),
  changePassphrase: (passphrase: string) => send<null>("PUT", "/api/passphrase", { passphrase }),
  confirmByPassphrase: (passphrase: string) => send<null>("POST", "/api/session/confirm", { passphrase }),
  confirmByPasskey: (credential: WebAuthnJson) => send<null>("POST", "/api/session/confirm", { credential }),
  sessions: () => send<Schemas["SessionList"]>("GET", "/api/sessions"),
  endSession: (id: string) => send<null>("DELETE", `/api/sessions/${at(id)}`),
  endOtherSessions: () => send<null>("DELETE", "/api/sessions"),
  askForPasskey: () => send<Schemas["PasskeyOptions"]>("POST", "/api/session/passkey/options", {}),
  signInByPasskey: (credential: WebAuthnJson) => send<Me>("POST", "/api/session/passkey", { credential }),
  passkeys: () => send<Schemas["PasskeyList"]>("GET", "/api/passkeys"),
  beginPasskey: () => send<Schemas["PasskeyOptions"]>("POST", "/api/passkeys/options", {}),
  addPasskey: (label: string, credential: WebAuthnJson) =>
    send<Passkey>("POST", "/api/passkeys", { label, credential }),
  renamePasskey: (id: string, label: string) => send<Passkey>("PATCH", `/api/passkeys/${at(id)}`, { label }),
  removePasskey: (id: string) => send<null>("DELETE", `/api/passkeys/${at(id)}`),
  everything: () => send<Schemas["Export"]>("GET", "/api/export"),
  leave: () => send<null>("DELETE", "/api/account"),
};
