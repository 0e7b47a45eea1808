// Files on their way: a few at a time by the tus protocol, tried again by themselves when the line breaks, and gone
// on with after a reload when the same file is chosen again. Knows nothing of what the page shows.

import { headersWith } from "./upload-filing.js";

const AT_ONCE = 3;
const CHUNK = 16 * 1024 * 1024;
const PAUSES = [0, 1000, 2000, 4000, 8000, 15000, 30000, 30000, 60000];

export class UploadQueue {
  /** `told(entry)` hears of every change of an entry. */
  constructor({ endpoint, account, token, told }) {
    Object.assign(this, { endpoint, account, token, told });
    this.entries = [];
    window.addEventListener("online", () => this.entries.filter((entry) => entry.state === "failed").forEach((entry) => this.retry(entry)));
  }

  /** Takes a file with the path that it had in its folder. */
  add(file, path) {
    const entry = { file, path, name: file.name, size: file.size, sent: 0, state: "waiting" };
    this.entries.push(entry);
    this.told(entry);
    this.begin();
    return entry;
  }

  /** An upload of an earlier visit. */
  recall(known) {
    const entry = { ...known, state: known.sent === known.size ? "whole" : "lost" };
    this.entries.push(entry);
    this.told(entry);
    return entry;
  }

  retry(entry) {
    if (!entry.file || entry.state !== "failed") return;
    entry.state = "waiting";
    entry.fault = "";
    this.told(entry);
    this.begin();
  }

  /** Gives an upload up, here and on the server. */
  remove(entry) {
    this.entries = this.entries.filter((other) => other !== entry);
    if (entry.tus) entry.tus.abort();
    // The same file chosen twice is one upload, which the other row still needs.
    if (entry.url && this.entries.some((other) => other.url === entry.url)) return this.begin();
    if (entry.url && entry.state !== "filed") tus.Upload.terminate(entry.url, { headers: this.headers() }).catch(() => {});
    this.forget(entry);
    this.begin();
  }

  /** Forgets where an upload lies, once it is filed. */
  forget(entry) {
    for (const key of Object.keys(localStorage)) {
      if (key.startsWith(`tus::${fingerprint(this, entry)}::`)) localStorage.removeItem(key);
    }
  }

  headers() {
    return headersWith(this.token());
  }

  /** Begins what waits, as long as few are under way. */
  begin() {
    const sending = this.entries.filter((entry) => entry.state === "sending").length;
    const waiting = this.entries.filter((entry) => entry.state === "waiting");
    waiting.slice(0, Math.max(0, AT_ONCE - sending)).forEach((entry) => this.send(entry));
  }

  async send(entry) {
    entry.state = "sending";
    this.told(entry);
    entry.tus = new tus.Upload(entry.file, {
      endpoint: this.endpoint,
      chunkSize: CHUNK,
      retryDelays: PAUSES,
      headers: this.headers(),
      metadata: { filename: entry.name, path: entry.path },
      fingerprint: () => Promise.resolve(fingerprint(this, entry)),
      onUploadUrlAvailable: () => this.change(entry, { url: entry.tus.url }),
      onProgress: (sent) => this.change(entry, { sent }),
      onShouldRetry: (error, _attempt, options) => {
        // A firewall that lets no PATCH through answers in the server's place; a header says then what is meant.
        const refused = [403, 405, 501].includes(statusOf(error)) && !options.overridePatchMethod;
        if (refused) options.overridePatchMethod = true;
        return refused || isPassing(error);
      },
      onError: (error) => this.fail(entry, error),
      onSuccess: () => {
        this.change(entry, { url: entry.tus.url, sent: entry.size, state: "whole" });
        this.begin();
      },
    });
    const earlier = await entry.tus.findPreviousUploads().catch(() => []);
    if (earlier.length) entry.tus.resumeFromPreviousUpload(earlier.at(-1));
    entry.tus.start();
  }

  change(entry, more) {
    if (!this.entries.includes(entry)) return;
    Object.assign(entry, more);
    this.told(entry);
  }

  fail(entry, error) {
    this.change(entry, { state: "failed", fault: detail(error) });
    this.begin();
  }
}

const fingerprint = (queue, entry) =>
  [queue.account, queue.endpoint, entry.path || entry.name, entry.size, entry.file?.lastModified ?? entry.modified].join("|");

const statusOf = (error) => error.originalResponse?.getStatus() ?? 0;

/** What may go well the next time: no answer at all, or the server's word that it may. */
function isPassing(error) {
  const status = statusOf(error);
  return status === 0 || [408, 409, 423, 429].includes(status) || (status >= 500 && status !== 507);
}

/** What the server says of a failure, in the person's language. */
function detail(error) {
  try {
    return JSON.parse(error.originalResponse.getBody()).detail;
  } catch {
    return "";
  }
}
