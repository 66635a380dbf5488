// What somebody noted, kept in this browser until the service has it. Two tables: entries, photos.
const NAME = "heard-walkabouts";
let opening;

function opened() {
  opening ??= new Promise((resolve, reject) => {
    const request = indexedDB.open(NAME, 1);
    request.onupgradeneeded = () => {
      const entries = request.result.createObjectStore("entries", { keyPath: "key" });
      entries.createIndex("walkabout", "walkabout");
      const photos = request.result.createObjectStore("photos", { keyPath: "key" });
      photos.createIndex("entry", "entry");
    };
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  return opening;
}

function finished(transaction) {
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onabort = transaction.onerror = () => reject(transaction.error);
  });
}

function answered(request) {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

// Whether this browser keeps anything at all; private windows of some don't.
export async function isUsable() {
  try {
    await opened();
    return true;
  } catch {
    return false;
  }
}

// An entry and its photos, all of it or nothing.
export async function keep(entry, photos = []) {
  const transaction = (await opened()).transaction(["entries", "photos"], "readwrite", {
    durability: "strict",
  });
  transaction.objectStore("entries").put(entry);
  for (const photo of photos) {
    transaction.objectStore("photos").put(photo);
  }
  return finished(transaction);
}

export async function keepPhoto(photo) {
  const transaction = (await opened()).transaction("photos", "readwrite");
  transaction.objectStore("photos").put(photo);
  return finished(transaction);
}

export async function entriesOf(walkabout) {
  const transaction = (await opened()).transaction("entries");
  const found = await answered(transaction.objectStore("entries").index("walkabout").getAll(walkabout));
  return found.sort((one, other) => one.made.localeCompare(other.made));
}

export async function photosOf(entry) {
  const transaction = (await opened()).transaction("photos");
  return answered(transaction.objectStore("photos").index("entry").getAll(entry));
}

export async function remove(entry) {
  const transaction = (await opened()).transaction(["entries", "photos"], "readwrite");
  transaction.objectStore("entries").delete(entry);
  const cursor = transaction.objectStore("photos").index("entry").openKeyCursor(entry);
  cursor.onsuccess = () => {
    if (cursor.result) {
      transaction.objectStore("photos").delete(cursor.result.primaryKey);
      cursor.result.continue();
    }
  };
  return finished(transaction);
}

export async function removePhoto(key) {
  const transaction = (await opened()).transaction("photos", "readwrite");
  transaction.objectStore("photos").delete(key);
  return finished(transaction);
}
