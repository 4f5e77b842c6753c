/** Sending one photo while telling how much of it has left the phone, which only the browser's old request can tell. */
import { answerIn, photoAddress, photoHeaders, PUT_LIMIT_MS } from "../../sw/photo-outbox.ts";
import type { PhotoAnswer, WaitingPhoto } from "../../sw/photo-outbox.ts";

/** How much of the photo on its way has left the phone, in bytes. */
export interface Sent {
  bytes: number;
  of: number;
}

/** Puts one photo; throws when there is no line, or somebody else has answered. */
export async function putTold(photo: WaitingPhoto, picture: ArrayBuffer, tell: (sent: Sent) => void): Promise<PhotoAnswer> {
  const { status, responseText } = await answered(photo, picture, tell);
  return answerIn(status, responseText, photo.id);
}

function answered(photo: WaitingPhoto, picture: ArrayBuffer, tell: (sent: Sent) => void): Promise<XMLHttpRequest> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("PUT", photoAddress(photo));
    for (const [name, value] of Object.entries(photoHeaders(photo))) request.setRequestHeader(name, value);
    request.timeout = PUT_LIMIT_MS;
    request.upload.onprogress = ({ loaded }) => tell({ bytes: Math.min(loaded, picture.byteLength), of: picture.byteLength });
    // What it says is read outside of this event: an error thrown in here would reach nobody.
    request.onload = () => resolve(request);
    request.onerror = request.ontimeout = request.onabort = () => reject(new TypeError("The photo was not sent."));
    request.send(picture);
  });
}
