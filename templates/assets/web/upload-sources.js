// Where files come from: chosen, dropped with their folders, pasted, or taken by a phone's camera.

/** Files and folders below what was dropped, each with its path. */
export async function droppedFiles(transfer) {
  const entries = [...transfer.items].map((item) => item.webkitGetAsEntry?.()).filter(Boolean);
  if (!entries.length) return [...transfer.files].map((file) => ({ file, path: "" }));
  const found = await Promise.all(entries.map((entry) => below(entry)));
  return found.flat();
}

async function below(entry) {
  if (entry.isFile) {
    const file = await new Promise((taken, failed) => entry.file(taken, failed)).catch(() => null);
    const path = entry.fullPath.replace(/^\//, "");
    return file && !isHidden(file.name) ? [{ file, path: path.includes("/") ? path : "" }] : [];
  }
  const found = [];
  for (const child of await children(entry)) found.push(...(await below(child)));
  return found;
}

/** A folder gives its entries in portions, at the end an empty one. */
async function children(folder) {
  const reader = folder.createReader();
  const all = [];
  for (;;) {
    const some = await new Promise((taken, failed) => reader.readEntries(taken, failed)).catch(() => []);
    if (!some.length) return all;
    all.push(...some);
  }
}

/** What file systems and office programs leave in folders. */
const isHidden = (name) => name.startsWith(".") || name.startsWith("~$") || ["Thumbs.db", "desktop.ini"].includes(name);

export const chosenFiles = (input) =>
  [...input.files].filter((file) => !isHidden(file.name)).map((file) => ({ file, path: file.webkitRelativePath || "" }));

/** Pasted pictures all have one name; they get the time, without the day, which is none of what they show. */
export function pastedFiles(clipboard, word) {
  const now = new Date();
  const time = [now.getHours(), now.getMinutes(), now.getSeconds()].map((part) => String(part).padStart(2, "0")).join(".");
  return [...(clipboard?.files ?? [])].map((file, position) => {
    const given = !/^image\.\w+$/.test(file.name);
    const ending = file.name.split(".").at(-1);
    const name = given ? file.name : `${word} ${time}${position ? `-${position + 1}` : ""}.${ending}`;
    return { file: given ? file : new File([file], name, { type: file.type }), path: "" };
  });
}
