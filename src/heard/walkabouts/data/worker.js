// Opens the pages for noting observations without a connection. EDITION and SHELL stand before this.
// It keeps pages and what they load; what people note is kept by the page itself, never here.
const FILES = `heard-walkabouts-${EDITION}`;
const PAGES = "heard-walkabouts-pages";
const PATIENCE = 4000; // milliseconds: beyond this a weak connection counts as none

self.addEventListener("install", (event) => {
  event.waitUntil(
    (async () => {
      const files = await caches.open(FILES);
      await files.addAll(SHELL.map((url) => new Request(url, { cache: "no-cache" })));
      await self.skipWaiting();
    })(),
  );
});

self.addEventListener("activate", (event) => {
  event.waitUntil(
    (async () => {
      await self.clients.claim();
      if (await pagesRenewed()) {
        for (const name of await caches.keys()) {
          if (name.startsWith("heard-walkabouts-") && name !== FILES && name !== PAGES) {
            await caches.delete(name);
          }
        }
      }
    })(),
  );
});

// Pages of an earlier edition need its files: these go only once every page has been fetched anew.
async function pagesRenewed() {
  const pages = await caches.open(PAGES);
  let all = true;
  for (const request of await pages.keys()) {
    try {
      const answer = await fetch(request.url, { redirect: "manual" });
      if (answer.ok) {
        await pages.put(request.url, answer);
      } else {
        all = false;
      }
    } catch {
      all = false;
    }
  }
  return all;
}

self.addEventListener("fetch", (event) => {
  const url = new URL(event.request.url);
  if (event.request.method !== "GET" || url.origin !== self.location.origin) {
    return;
  }
  if (event.request.mode === "navigate" && event.request.url.startsWith(self.registration.scope)) {
    event.respondWith(pageOf(event.request, url));
  } else if (SHELL.includes(url.pathname)) {
    event.respondWith(fileOf(event.request));
  }
});

async function pageOf(request, url) {
  const pages = await caches.open(PAGES);
  const kept = await pages.match(url.pathname);
  const asked = fetch(request).then(async (answer) => {
    if (answer.ok && !answer.redirected) {
      await pages.put(url.pathname, answer.clone());
    }
    return answer;
  });
  if (!kept) {
    return asked;
  }
  const late = new Promise((resolve) => {
    setTimeout(() => resolve(kept.clone()), PATIENCE);
  });
  return Promise.race([asked.catch(() => kept.clone()), late]);
}

// The newest edition first; a page of an earlier one finds its own files where they are still kept.
async function fileOf(request) {
  const kept = await caches.match(request);
  return kept ?? fetch(request);
}
