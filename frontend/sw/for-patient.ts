/** Knows how a request says whose it is: the cookie may have become another patient's while it waited. */

/** The headers with which our server takes the request for this patient only; none where nobody is known. */
export function forPatient(patientId: string | null | undefined): Record<string, string> {
  return patientId ? { "Stipple-Patient": patientId } : {};
}
