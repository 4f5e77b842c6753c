/** Knows the name of the database in which photos wait. */

export const PHOTO_DATABASE = "stipple-photos";
