// Notes observations on a phone that may have no connection: keeps each entry in the browser, shows
// where it stands, and sends it when it can. Without this script the page is an ordinary form.
const form = document.querySelector("form[data-walkabout]");
const data = form.dataset;
const words = JSON.parse(document.getElementById("walkabout-words").textContent);
const store = await import(data.store);
const sending = await import(data.sending);

const list = document.querySelector("[data-kept]");
const status = document.querySelector("[data-status]");
const count = document.querySelector("[data-count]");
const fault = document.querySelector("[data-fault]");
const LONGEST_SIDE = 2000; // pixels, of a photo that is kept to be sent
const AGAIN = 30_000; // milliseconds between tries while something waits
const SOON = 2_000; // milliseconds to the next try where the phone says that it has a connection

// ---- What stands on the page

function said(text, link = "") {
  status.replaceChildren(text);
  if (link) {
    const anchor = document.createElement("a");
    anchor.href = link;
    anchor.className = "govuk-link";
    anchor.textContent = words.signInLink;
    status.append(" ", anchor);
  }
  status.hidden = !text;
}

function button(label, doing) {
  const made = document.createElement("button");
  made.type = "button";
  made.className = "heard-textbutton";
  made.textContent = label;
  made.addEventListener("click", doing);
  return made;
}

function line(className, text) {
  const made = document.createElement("p");
  made.className = className;
  made.textContent = text;
  return made;
}

const TONES = { waiting: "yellow", sending: "blue", sent: "green", refused: "red" };

function stateOf(entry) {
  return entry.who === data.who ? words[entry.state] : words.other;
}

async function drawn(entry) {
  const item = document.createElement("li");
  item.className = "heard-kept__item";
  item.dataset.entry = entry.key;
  item.dataset.state = entry.state;
  const head = line("heard-kept__head", "");
  const tag = document.createElement("strong");
  tag.className = `govuk-tag govuk-tag--${TONES[entry.state]}`;
  tag.textContent = stateOf(entry);
  const place = document.createElement("span");
  place.textContent = entry.place;
  head.append(place, " ", tag);
  item.append(head);
  for (const why of entry.errors ?? []) {
    item.append(line("govuk-error-message", why));
  }
  const photos = await store.photosOf(entry.key);
  if (entry.photos) {
    const waiting = photos.filter((photo) => photo.state !== "refused").length;
    const refused = photos.length - waiting;
    const sent = entry.photos - waiting - refused;
    item.append(line("heard-small", words.photos.replace("{sent}", sent).replace("{all}", entry.photos)));
    for (const photo of photos.filter((one) => one.state === "refused")) {
      item.append(line("govuk-error-message", words.photoRefused.replace("{why}", photo.errors.join(" "))));
    }
  }
  if (entry.state === "refused" && entry.who === data.who) {
    item.append(button(words.mend, () => mend(entry)));
  }
  if (entry.state === "refused" || photos.some((photo) => photo.state === "refused")) {
    item.append(" ", button(words.remove, () => forget(entry)));
  }
  return item;
}

async function draw() {
  const entries = await store.entriesOf(data.walkabout);
  const stored = new Set([...document.querySelectorAll("[data-noted]")].map((one) => one.dataset.noted));
  const shown = [];
  for (const entry of entries) {
    const photos = await store.photosOf(entry.key);
    if (entry.state === "sent" && stored.has(entry.key) && !photos.length) {
      await store.remove(entry.key); // the page shows it as the service has it
    } else {
      shown.push(await drawn(entry));
    }
  }
  list.replaceChildren(...shown);
  list.closest("[data-kept-part]").hidden = !shown.length;
  const numbers = ["refused", "waiting"]
    .map((state) => [words[`${state}Count`], list.querySelectorAll(`[data-state=${state}]`).length])
    .filter(([, number]) => number)
    .map(([text, number]) => text.replace("{number}", number));
  count.firstElementChild.textContent = numbers.join(" ");
  count.hidden = !numbers.length;
}

// ---- Keeping an entry

// Smaller photos go through a weak connection; one that the browser can't read goes as it is.
async function smaller(file) {
  try {
    const picture = await createImageBitmap(file, { imageOrientation: "from-image" });
    const scale = Math.min(1, LONGEST_SIDE / Math.max(picture.width, picture.height));
    if (scale === 1 && file.size < 1_000_000) {
      return file;
    }
    const canvas = new OffscreenCanvas(Math.round(picture.width * scale), Math.round(picture.height * scale));
    canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
    const made = await canvas.convertToBlob({ type: "image/jpeg", quality: 0.85 });
    return made.size < file.size ? made : file;
  } catch {
    return file;
  }
}

function placeOf(fields) {
  const typed = fields.get("place")?.trim();
  const select = form.elements.stop;
  return typed || (select?.value ? select.selectedOptions[0].textContent : "");
}

async function kept() {
  const fields = new FormData(form);
  fields.set("seen_at", fields.get("seen_at") || new Date().toISOString());
  const files = fields.getAll("photos").filter((file) => file.size);
  const key = fields.get("key");
  const entry = {
    key,
    walkabout: data.walkabout,
    who: data.who,
    place: placeOf(fields),
    fields: [...fields].filter(
      ([name, value]) => typeof value === "string" && name !== "csrfmiddlewaretoken",
    ),
    state: "waiting",
    errors: [],
    photos: files.length + (await store.photosOf(key)).length,
    made: new Date().toISOString(),
  };
  const photos = [];
  for (const file of files) {
    const blob = await smaller(file);
    const name = file.name || "photo.jpg";
    photos.push({ key: crypto.randomUUID(), entry: key, blob, name, state: "waiting", errors: [] });
  }
  await store.keep(entry, photos);
  return entry;
}

function fresh() {
  form.reset();
  form.elements.key.value = crypto.randomUUID();
  form.elements.seen_at.value = "";
}

async function submitted(event) {
  event.preventDefault();
  fault.hidden = true;
  const fields = new FormData(form);
  const missing = [
    placeOf(fields) ? null : (form.elements.stop ?? form.elements.place),
    fields.get("seen").trim() ? null : form.elements.seen,
  ].find(Boolean);
  if (missing) {
    fault.textContent = data.incomplete;
    fault.hidden = false;
    missing.focus();
    return;
  }
  const pressed = event.submitter;
  if (pressed) {
    pressed.disabled = true;
  }
  try {
    await kept();
    fresh();
    said(words.kept);
  } catch {
    fault.textContent = words.full;
    fault.hidden = false;
  } finally {
    if (pressed) {
      pressed.disabled = false;
    }
  }
  await draw();
  document.querySelector("[data-form-heading]").focus(); // the next entry begins where this one did
  await send();
}

// What was refused goes back into the form, under its own key.
async function mend(entry) {
  form.reset();
  for (const [name, value] of entry.fields) {
    const field = form.elements[name];
    if (field instanceof RadioNodeList) {
      field.value = value;
    } else if (field?.type === "checkbox") {
      field.checked = true;
    } else if (field && field.type !== "file") {
      field.value = value;
    }
  }
  form.scrollIntoView();
  form.elements.seen.focus();
}

async function forget(entry) {
  if (entry.state === "sent") {
    const refused = (await store.photosOf(entry.key)).filter((photo) => photo.state === "refused");
    for (const photo of refused) {
      await store.removePhoto(photo.key);
    }
    await store.keep({ ...entry, photos: entry.photos - refused.length });
  } else if (window.confirm(words.sure)) {
    await store.remove(entry.key);
  }
  await draw();
}

// ---- Sending

async function sendOne(entry, ticket) {
  if (entry.state === "waiting") {
    const answer = await sending.sendEntry(form.action, entry, ticket);
    Object.assign(entry, { state: answer.state, errors: answer.errors ?? [] });
    await store.keep(entry);
  }
  if (entry.state !== "sent") {
    return;
  }
  for (const photo of await store.photosOf(entry.key)) {
    if (photo.state !== "waiting") {
      continue;
    }
    const answer = await sending.sendPhoto(data.photo, photo, ticket);
    if (answer.state === "sent") {
      await store.removePhoto(photo.key);
    } else {
      await store.keepPhoto({ ...photo, state: "refused", errors: answer.errors });
    }
    await draw();
  }
}

async function waits(entry) {
  if (entry.who !== data.who || entry.state === "refused") {
    return false;
  }
  const photos = await store.photosOf(entry.key);
  return entry.state === "waiting" || photos.some((photo) => photo.state === "waiting");
}

// A phone says that it is online a moment before anything gets through: ask soon, then less often.
let pause = SOON;
function soonAgain() {
  if (navigator.onLine && pause < AGAIN) {
    setTimeout(send, pause);
    pause *= 2;
  }
}

async function sendAll() {
  const waiting = [];
  for (const entry of await store.entriesOf(data.walkabout)) {
    if (await waits(entry)) {
      waiting.push(entry);
    }
  }
  if (!waiting.length) {
    return;
  }
  try {
    const ticket = await sending.ticketFrom(data.ticket);
    pause = SOON;
    for (const entry of waiting.filter((one) => one.who === ticket.who)) {
      await sendOne(entry, ticket);
      await draw();
    }
    said(ticket.who === data.who ? "" : words.other);
  } catch (error) {
    if (error instanceof sending.SignedOut) {
      said(words.signin, data.signIn);
    } else if (error instanceof sending.Unreachable) {
      said(words.offline);
      soonAgain();
    } else if (error instanceof sending.Gone) {
      said(words.gone);
    } else if (error instanceof sending.Busy) {
      said(words.later);
    } else {
      throw error;
    }
  } finally {
    await draw();
  }
}

// One tab at a time; the service would store once all the same.
let running = Promise.resolve();
function send() {
  const locked = () => (navigator.locks ? navigator.locks.request("heard-walkabout", sendAll) : sendAll());
  running = running.then(locked, locked);
  return running;
}

// ---- Being ready for no connection

async function readied() {
  if (!("serviceWorker" in navigator)) {
    return;
  }
  await navigator.serviceWorker.register(data.worker, { scope: data.scope });
  await navigator.serviceWorker.ready;
  const page = await fetch(location.pathname, { redirect: "error", cache: "no-store" });
  if (page.ok) {
    await (await caches.open("heard-walkabouts-pages")).put(location.pathname, page);
    document.querySelector("[data-ready]").textContent = words.ready;
    form.dataset.isReady = "yes";
  }
  navigator.storage?.persist?.();
}

if (await store.isUsable()) {
  form.dataset.isKept = "yes";
  if (!form.querySelector("[aria-invalid], .govuk-form-group--error")) {
    form.elements.key.value = crypto.randomUUID(); // the one in a page that was kept may be used up
  }
  form.addEventListener("submit", submitted);
  await draw();
  window.addEventListener("online", send);
  window.addEventListener("offline", () => said(words.offline));
  document.addEventListener("visibilitychange", () => document.hidden || send());
  setInterval(send, AGAIN);
  if (navigator.onLine) {
    await send();
    await readied().catch(() => {}); // no connection after all: the next visit makes it ready
  } else {
    said(words.offline);
  }
}
