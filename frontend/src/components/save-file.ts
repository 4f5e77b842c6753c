/** Giving the reader a file to keep: from then on it lies outside Stipple. */

export function saveFile(name: string, file: Blob): void {
  const address = URL.createObjectURL(file);
  saveFrom(name, address);
  URL.revokeObjectURL(address);
}

export function saveFrom(name: string, address: string): void {
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
}
