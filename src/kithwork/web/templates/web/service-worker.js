{% load static %}"use strict";
// The capture page opens without a server; what is written there waits in the page's own store.
const SHELF = "kithwork-capture-1";
const KEPT = ["/capture/", "{% static 'kithwork/house.css' %}", "{% static 'kithwork/house.js' %}", "{% static 'kithwork/capture.js' %}", "{% static 'kithwork/mark.svg' %}", "{% static 'kithwork/app.webmanifest' %}"];
addEventListener("install", (event) => event.waitUntil(caches.open(SHELF).then((shelf) => shelf.addAll(KEPT)).then(() => skipWaiting())));
addEventListener("activate", (event) => event.waitUntil(caches.keys().then((names) => Promise.all(names.filter((n) => n !== SHELF).map((n) => caches.delete(n))))));
addEventListener("fetch", (event) => {
  const path = new URL(event.request.url).pathname;
  if (event.request.method !== "GET" || !KEPT.includes(path)) return;
  event.respondWith(fetch(event.request).then((answer) => {
    if (answer.ok) { const copy = answer.clone(); event.waitUntil(caches.open(SHELF).then((shelf) => shelf.put(path, copy))); }
    return answer;
  }).catch(() => caches.match(path)));
});
