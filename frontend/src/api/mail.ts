/** The requests of the second way, by name. */
import { request } from "./client.ts";
import type { components } from "./schema.d.ts";

export type SecondWay = components["schemas"]["SecondWay"];

const send = <T>(method: string, path: string, body?: object) =>
  request<T>((address, init) => fetch(address, init), method, path, body);

export const mailApi = {
  show: () => send<SecondWay>("GET", "/api/mail"),
  give: (address: string) => send<SecondWay>("PUT", "/api/mail", { address }),
  prove: (code: string) => send<SecondWay>("POST", "/api/mail/proof", { code }),
  end: () => send<null>("DELETE", "/api/mail"),
  stop: (token: string) => send<null>("POST", `/api/mail/stop/${encodeURIComponent(token)}`),
};
