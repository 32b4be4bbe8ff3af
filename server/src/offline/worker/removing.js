// The owner of this archive does not offer reading without a connection (any more): what was kept is removed, and this
// program with it.
"use strict";
addEventListener("install", () => skipWaiting());
addEventListener("activate", (event) => {
  const remove = async () => {
    for (const name of await caches.keys()) if (name.startsWith("relire-")) await caches.delete(name);
    await registration.unregister();
  };
  event.waitUntil(remove());
});
