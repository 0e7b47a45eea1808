// The list of files on the upload page: a row each, with its progress and what it seems to be.

/** What a person may correct of a file that becomes a piece of evidence by itself. */
const FIELDS = ["title", "day", "kind", "years", "items"];

export class UploadRows {
  constructor({ section, list, template, onRetry, onRemove, onEdit }) {
    Object.assign(this, { words: section.dataset, list, template, onRetry, onRemove, onEdit });
    this.rows = new Map();
    this.count = 0;
  }

  /** Shows an entry as it is now. */
  show(entry) {
    const row = this.rows.get(entry) ?? this.make(entry);
    const percent = entry.size ? Math.floor((100 * entry.sent) / entry.size) : 100;
    row.dataset.state = entry.state;
    row.querySelector("progress").value = percent;
    const state = `${this.words[entry.state]}${["sending", "lost"].includes(entry.state) ? ` ${percent}%` : ""}`;
    const shown = row.querySelector(".upload-state");
    if (shown.textContent !== state) shown.textContent = state;
    row.querySelector(".upload-retry").hidden = entry.state !== "failed";
    const fault = row.querySelector(".upload-fault");
    fault.textContent = entry.fault ?? "";
    fault.hidden = !entry.fault;
    const link = row.querySelector(".upload-link");
    link.hidden = !entry.evidence;
    if (entry.evidence) link.href = `/evidence/${entry.evidence}`;
  }

  make(entry) {
    const row = this.template.content.cloneNode(true).firstElementChild;
    this.count += 1;
    row.querySelector(".upload-name").textContent = entry.path || entry.name;
    row.querySelector("progress").setAttribute("aria-label", entry.name);
    for (const field of FIELDS) {
      const input = row.querySelector(`.upload-${field}`);
      input.id = `upload-${field}-${this.count}`;
      row.querySelector(`label[data-for='${field}']`).htmlFor = input.id;
      if (field === "kind") {
        for (const option of document.getElementById("kind").options) input.append(option.cloneNode(true));
      }
      if (entry.fields) input.value = entry.fields[field] ?? "";
      input.addEventListener("input", () => this.edited(entry, field, input));
    }
    const name = document.createTextNode(` ${entry.name}`);
    const button = row.querySelector(".upload-remove");
    button.setAttribute("aria-label", button.title + name.textContent);
    button.addEventListener("click", () => this.remove(entry));
    row.querySelector(".upload-retry").addEventListener("click", () => this.onRetry(entry));
    this.rows.set(entry, row);
    this.list.append(row);
    return row;
  }

  edited(entry, field, input) {
    entry.touched = { ...entry.touched, [field]: true };
    input.classList.remove("proposed");
    this.onEdit(entry);
  }

  /** Writes what a file seems to be where nobody has written anything. */
  propose(entry, proposal) {
    const row = this.rows.get(entry);
    const values = {
      title: proposal.title,
      day: proposal.day ?? "",
      kind: proposal.kind,
      years: proposal.years.join(", "),
      items: proposal.items.join(", "),
    };
    for (const field of FIELDS) {
      const input = row.querySelector(`.upload-${field}`);
      if (entry.touched?.[field] || (entry.fields && input.value)) continue;
      input.value = values[field];
      input.classList.toggle("proposed", Boolean(values[field]));
    }
    const notes = row.querySelector(".upload-notes");
    notes.textContent = proposal.notes.join(" ");
    notes.hidden = !proposal.notes.length;
  }

  /** What stands in the fields of a row. */
  fields(entry) {
    const row = this.rows.get(entry);
    return Object.fromEntries(FIELDS.map((field) => [field, row.querySelector(`.upload-${field}`).value.trim()]));
  }

  remove(entry) {
    const row = this.rows.get(entry);
    const next = row.nextElementSibling ?? row.previousElementSibling;
    row.remove();
    this.rows.delete(entry);
    this.onRemove(entry);
    (next?.querySelector(".upload-remove") ?? document.getElementById("file")).focus();
  }
}
