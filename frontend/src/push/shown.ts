/** Takes the notifications of this app off the phone. */

/** What is used of the browser's service workers. */
export interface Workers {
  getRegistration(): Promise<{ getNotifications?(): Promise<{ close(): void }[]> } | undefined>;
}

/** A patient who chose plain words leaves none of them on the lock screen for whoever has the phone next. */
export async function closeShown(workers: Workers | undefined = navigator.serviceWorker): Promise<void> {
  try {
    const shown = await (await workers?.getRegistration())?.getNotifications?.();
    for (const one of shown ?? []) one.close();
  } catch (problem) {
    console.warn("Notifications could not be closed.", problem);
  }
}
