// All that this origin keeps and a reader of the storage could make out, as one text.
(async () => {
  const decoder = new TextDecoder("utf-8");
  const seen = (value) => {
    if (value instanceof ArrayBuffer || ArrayBuffer.isView(value)) return decoder.decode(value);
    if (value instanceof CryptoKey) return { key: value.algorithm.name, extractable: value.extractable };
    if (Array.isArray(value)) return value.map(seen);
    if (value !== null && typeof value === "object") {
      return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, seen(part)]));
    }
    return value;
  };
  const done = (request) =>
    new Promise((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
  const databases = {};
  for (const { name } of await indexedDB.databases()) {
    const database = await done(indexedDB.open(name));
    databases[name] = {};
    for (const store of database.objectStoreNames) {
      const values = await done(database.transaction(store).objectStore(store).getAll());
      databases[name][store] = values.map(seen);
    }
    database.close();
  }
  const shelves = {};
  for (const name of await caches.keys()) {
    const shelf = await caches.open(name);
    shelves[name] = {};
    for (const request of await shelf.keys()) {
      const { pathname } = new URL(request.url);
      // The app's own files hold words of every screen; what may not be there is an answer of the server.
      const isOurs = pathname === "/" || /\.(js|css|woff2|png|svg|json|ico|html)$/.test(pathname);
      shelves[name][pathname] = isOurs ? "" : await (await shelf.match(request)).text();
    }
  }
  return JSON.stringify({ databases, shelves, local: { ...localStorage }, tab: { ...sessionStorage }, cookie: document.cookie });
})()
