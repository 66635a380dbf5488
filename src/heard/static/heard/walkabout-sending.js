// Sends what waits. Each entry and photo has a key of its own, so sending twice stores once.
const REFUSALS = new Set([400, 404, 409, 413]);

export class Unreachable extends Error {}
export class SignedOut extends Error {}
export class Gone extends Error {}
export class Busy extends Error {}

async function asked(address, options = {}) {
  let answer;
  try {
    answer = await fetch(address, { redirect: "manual", cache: "no-store", ...options });
  } catch (error) {
    throw new Unreachable(String(error));
  }
  // Whoever isn't signed in is sent elsewhere; who may not do it any more is refused.
  if (answer.type === "opaqueredirect" || answer.status === 401 || answer.status === 403) {
    throw new SignedOut();
  }
  if (answer.status === 429 || answer.status >= 500) {
    throw new Busy();
  }
  return answer;
}

// Who is signed in now, and the token that forms need. It is asked for each time: the one that
// stands in a page that was kept may be days old.
export async function ticketFrom(address) {
  const answer = await asked(address, { headers: { Accept: "application/json" } });
  if (answer.status === 404) {
    throw new Gone();
  }
  return answer.json();
}

async function posted(address, fields, ticket) {
  const body = new FormData();
  for (const [name, value] of fields) {
    if (value instanceof Blob) {
      body.append(name, value, value.name ?? "photo.jpg");
    } else {
      body.append(name, value);
    }
  }
  body.append("who", ticket.who);
  const headers = { Accept: "application/json", "X-CSRFToken": ticket.csrf };
  const answer = await asked(address, { method: "POST", body, headers });
  if (answer.ok) {
    return { state: "sent" };
  }
  if (REFUSALS.has(answer.status)) {
    return { state: "refused", errors: await errorsOf(answer) };
  }
  throw new Busy();
}

async function errorsOf(answer) {
  try {
    return (await answer.json()).errors;
  } catch {
    return [];
  }
}

export const sendEntry = (address, entry, ticket) => posted(address, entry.fields, ticket);

export function sendPhoto(address, photo, ticket) {
  const file = new File([photo.blob], photo.name, { type: photo.blob.type });
  const fields = [
    ["entry", photo.entry],
    ["key", photo.key],
    ["photo", file],
  ];
  return posted(address, fields, ticket);
}
