// The upload page: files come by dropping, choosing, pasting or a phone's camera, and go up while the person fills
// in the rest. Without this script the page is a plain form that does the same with one request.

import { dropDraft, keyOf, putBack, readDraft, tellRestored, valuesOf, writeDraft } from "./drafts.js";
import { fileAll, fileTogether, freshToken, headersWith } from "./upload-filing.js";
import { UploadQueue } from "./upload-queue.js";
import { UploadRows } from "./upload-rows.js";
import { chosenFiles, droppedFiles, pastedFiles } from "./upload-sources.js";

const section = document.getElementById("uploads");
const form = document.getElementById("upload");
const find = (selector) => section.querySelector(selector);

class UploadPage {
  constructor() {
    this.key = keyOf(form);
    this.token = form.elements.csrf.value;
    this.kindTouched = new URLSearchParams(location.search).has("kind");
    this.queue = new UploadQueue({
      endpoint: section.dataset.endpoint,
      account: section.dataset.account,
      token: () => this.token,
      told: (entry) => this.show(entry),
    });
    this.rows = new UploadRows({
      section,
      list: find(".upload-list"),
      template: find(".upload-row-template"),
      onRetry: (entry) => this.retry(entry),
      onRemove: (entry) => this.queue.remove(entry) ?? this.changed(),
      onEdit: () => this.keep(),
    });
    section.hidden = false;
    this.moveChooser();
    this.restore();
    this.listen();
    this.changed();
  }

  /** The form's own chooser becomes one of the ways. */
  moveChooser() {
    const input = document.getElementById("file");
    input.closest(".plain-files").hidden = true;
    input.setAttribute("form", form.id);
    input.classList.replace("form-control", "visually-hidden");
    find(".upload-files").append(input);
  }

  listen() {
    for (const input of section.querySelectorAll("input[type='file']")) {
      input.addEventListener("change", () => {
        this.take(chosenFiles(input));
        input.value = "";
      });
    }
    document.addEventListener("dragover", (event) => this.over(event));
    document.addEventListener("dragleave", (event) => event.relatedTarget || section.classList.remove("over"));
    document.addEventListener("drop", (event) => this.drop(event));
    document.addEventListener("paste", (event) => this.take(pastedFiles(event.clipboardData, section.dataset.pasted)));
    section.addEventListener("change", (event) => event.target.name === "how" && this.changed());
    form.addEventListener("input", () => this.keep());
    form.addEventListener("submit", (event) => this.submit(event));
    document.getElementById("kind").addEventListener("change", (event) => {
      if (event.isTrusted) this.kindTouched = true;
    });
    document.addEventListener("htmx:afterSettle", () => this.fill());
  }

  over(event) {
    if (!event.dataTransfer.types.includes("Files")) return;
    event.preventDefault();
    section.classList.add("over");
  }

  async drop(event) {
    if (!event.dataTransfer.types.includes("Files")) return;
    event.preventDefault();
    section.classList.remove("over");
    this.take(await droppedFiles(event.dataTransfer));
  }

  take(files) {
    if (!files.length) return;
    if (files.some(({ path }) => path)) find("input[name='how'][value='each']").checked = true;
    for (const { file, path } of files) {
      const lost = this.queue.entries.find((entry) => entry.state === "lost" && entry.name === file.name && entry.size === file.size);
      if (lost) {
        this.rows.rows.get(lost).remove();
        this.queue.entries = this.queue.entries.filter((entry) => entry !== lost);
      }
      const entry = this.queue.add(file, path || lost?.path || "");
      if (lost?.fields) entry.fields = lost.fields;
    }
    this.changed();
  }

  async retry(entry) {
    this.token = (await freshToken()) ?? this.token;
    this.queue.retry(entry);
  }

  show(entry) {
    this.rows.show(entry);
    if (entry.state === "whole" && !entry.asked) this.ask(entry);
    if (entry.state !== entry.told) {
      entry.told = entry.state;
      this.changed();
    }
  }

  /** Asks what a file seems to be. */
  async ask(entry) {
    entry.asked = true;
    const answer = await fetch(`${entry.url}/proposal`, { headers: headersWith(this.token) }).catch(() => null);
    const said = await answer?.json().catch(() => null);
    if (!this.queue.entries.includes(entry)) return;
    if (answer?.ok) {
      entry.proposal = said;
      this.rows.propose(entry, said);
      this.fill();
    } else if (answer?.status === 404 || answer?.status === 410) {
      entry.state = "lost";
      entry.sent = 0;
      this.rows.show(entry);
    } else {
      entry.fault = said?.detail ?? "";
      this.rows.show(entry);
    }
    this.changed();
  }

  get each() {
    return find("input[name='how']:checked")?.value === "each";
  }

  /** Fills the one form from the first file, where nobody has written anything. */
  fill() {
    const proposal = this.queue.entries.find((entry) => entry.proposal)?.proposal;
    if (!proposal || this.each) return;
    const select = document.getElementById("kind");
    if (!this.kindTouched && proposal.kind && select.value !== proposal.kind) {
      this.kindTouched = true;
      select.value = proposal.kind;
      select.dispatchEvent(new Event("change", { bubbles: true }));
      return;
    }
    const kind = select.selectedOptions[0].dataset;
    const filled = [this.write(kind.name, proposal.title), this.write(kind.day, proposal.day)];
    filled.push(this.tick("year", proposal.years), this.tick("item", proposal.items));
    if (!filled.some(Boolean)) return;
    find(".upload-proposed").hidden = false;
    this.keep();
  }

  write(id, value) {
    const field = form.elements[`field-${id}`];
    if (!field || field.value || !value || field.dataset.left) return false;
    field.value = value;
    field.classList.add("proposed");
    field.addEventListener("input", () => {
      field.classList.remove("proposed");
      field.dataset.left = "1";
    });
    return true;
  }

  tick(name, values) {
    const boxes = [...form.querySelectorAll(`input[name='${name}']`)];
    if (!values.length || boxes.some((box) => box.checked)) return false;
    const meant = boxes.filter((box) => values.map(String).includes(box.value));
    for (const box of meant) {
      box.checked = true;
      box.closest("details")?.setAttribute("open", "");
    }
    return meant.length > 0;
  }

  /** What follows from the list: which parts are shown, what is told, and the draft. */
  changed() {
    const { entries } = this.queue;
    document.getElementById("file").required = !entries.length;
    find(".upload-how").hidden = entries.length < 2 && !this.each;
    document.documentElement.classList.toggle("each-file", this.each && entries.length > 0);
    const whole = entries.filter((entry) => ["whole", "filed"].includes(entry.state)).length;
    find(".upload-sum").textContent = entries.length ? `${section.dataset.whole} ${whole} / ${entries.length}` : "";
    this.keep();
  }

  keep() {
    const kept = this.queue.entries.filter((entry) => entry.state !== "filed" && entry.url);
    const uploads = kept.map((entry) => ({
      name: entry.name,
      path: entry.path,
      size: entry.size,
      sent: entry.state === "whole" ? entry.size : Math.min(entry.sent, entry.size - 1),
      modified: entry.file?.lastModified ?? entry.modified,
      url: entry.url,
      fields: this.rows.fields(entry),
    }));
    const values = { ...readDraft(this.key)?.values, ...valuesOf(form) };
    writeDraft(this.key, { values, uploads, each: this.each });
  }

  restore() {
    const draft = readDraft(this.key);
    if (!draft) return;
    const restored = putBack(form, draft.values ?? {});
    if (draft.each) find("input[name='how'][value='each']").checked = true;
    for (const upload of draft.uploads ?? []) this.queue.recall(upload);
    if (restored || draft.uploads?.length) tellRestored(form, this.key);
  }

  async submit(event) {
    if (!this.queue.entries.length) return;
    event.preventDefault();
    if (this.filing) return;
    this.filing = true;
    form.setAttribute("aria-busy", "true");
    const work = { form, section, queue: this.queue, rows: this.rows, token: () => this.token };
    const done = await (this.each ? fileAll(work) : fileTogether(work));
    if (done === "again") this.token = (await freshToken()) ?? this.token;
    this.filing = false;
    form.removeAttribute("aria-busy");
    this.changed();
    if (typeof done === "object") {
      dropDraft(this.key);
      location.assign(done.address);
    }
  }
}

if (section && form && window.tus) new UploadPage();
