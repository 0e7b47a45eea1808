// Filing what has come: one piece of evidence of all files, or one of each. A file that is refused keeps everything
// that was written of it.

/** Files all as one piece; gives where it stands, or `again` when the person has to press once more. */
export async function fileTogether({ form, section, queue, token }) {
  if (!(await allWhole(queue, section))) return stop(section, section.dataset.broken);
  const data = new FormData();
  for (const [name, value] of new FormData(form)) {
    if (typeof value !== "string" || name === "csrf") continue;
    const plain = { item: "items" }[name] ?? name.replace(/^field-/, "");
    if (value.trim()) data.append(plain, value);
  }
  for (const entry of queue.entries) data.append("upload", idOf(entry));
  const { status, said } = await send(section, data, token());
  if (status === 201) {
    queue.entries.forEach((entry) => queue.forget(entry));
    return { address: `/evidence/${said.id}?done=filed` };
  }
  if (said?.type?.endsWith(":upload-filed")) return { address: section.dataset.list };
  return stop(section, faultsOf(said) || section.dataset.broken);
}

/** Files each as a piece of its own; gives where they stand when none is left. */
export async function fileAll({ form, section, queue, rows, token }) {
  if (!(await allWhole(queue, section))) return stop(section, section.dataset.broken);
  const shared = (name) => [...form.querySelectorAll(`input[name='${name}']:checked`)].map((box) => box.value).join(",");
  const open = queue.entries.filter((entry) => entry.state === "whole");
  let left = 0;
  for (const entry of open) {
    const fields = rows.fields(entry);
    const option = [...document.getElementById("kind").options].find((one) => one.value === fields.kind);
    const data = new FormData();
    data.append("upload", idOf(entry));
    data.append("kind", fields.kind);
    data.append("items", fields.items || shared("item"));
    data.append("year", fields.years || shared("year"));
    if (fields.title) data.append(option?.dataset.name ?? "title", fields.title);
    if (fields.day) data.append(option?.dataset.day ?? "date", fields.day);
    const { status, said } = await send(section, data, token());
    if (status === 201 || said?.type?.endsWith(":upload-filed")) {
      Object.assign(entry, { state: "filed", fault: "", evidence: said.id });
      queue.forget(entry);
    } else {
      entry.fault = faultsOf(said) || section.dataset.broken;
      left += 1;
    }
    rows.show(entry);
  }
  if (!left) return { address: section.dataset.list };
  return stop(section, `${section.dataset.left} ${left} / ${open.length}`);
}

/** Waits for what is under way; gives whether all has come. */
async function allWhole(queue, section) {
  section.querySelector(".upload-refused").hidden = true;
  while (queue.entries.some((entry) => ["waiting", "sending"].includes(entry.state))) {
    await new Promise((later) => setTimeout(later, 100));
  }
  return queue.entries.every((entry) => ["whole", "filed"].includes(entry.state));
}

/** What goes with every request: the token, and the language of the page. */
export const headersWith = (token) => ({ "X-CSRF-Token": token, "Accept-Language": document.documentElement.lang });

async function send(section, data, token) {
  try {
    const answer = await fetch(section.dataset.file, { method: "POST", headers: headersWith(token), body: data });
    return { status: answer.status, said: await answer.json().catch(() => null) };
  } catch {
    return { status: 0, said: null };
  }
}

/** Says why nothing, or not all, was filed. */
function stop(section, words) {
  const box = section.querySelector(".upload-refused");
  box.textContent = words;
  box.hidden = false;
  box.focus();
  return "again";
}

const faultsOf = (said) => said?.faults?.map((fault) => fault.detail).join(" ") || said?.detail || "";

const idOf = (entry) => entry.url.split("/").at(-1);

/** The token against forgery of the session that counts now: after logging in anew it is another. */
export async function freshToken() {
  const page = await fetch(location.href).then((answer) => answer.text()).catch(() => "");
  return new DOMParser().parseFromString(page, "text/html").querySelector("#upload input[name='csrf']")?.value;
}
