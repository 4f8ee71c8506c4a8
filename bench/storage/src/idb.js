/* global indexedDB */
export const request = (r) =>
  new Promise((resolve, reject) => {
    r.onsuccess = () => resolve(r.result);
    r.onerror = () => reject(r.error);
  });

export const done = (tx) =>
  new Promise((resolve, reject) => {
    tx.oncomplete = () => resolve();
    tx.onabort = tx.onerror = () => reject(tx.error);
  });

export function openDb(name, upgrade) {
  const r = indexedDB.open(name, 1);
  r.onupgradeneeded = () => upgrade(r.result);
  return request(r);
}
