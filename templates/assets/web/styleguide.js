// On the page that shows each part: what other scripts bring forth when it is time, by those scripts, and at once.

import { tellRestored } from "./drafts.js";
import { UploadRows } from "./upload-rows.js";

const nothing = () => {};
const uploads = document.getElementById("uploads");
const rows = new UploadRows({
  section: uploads,
  list: uploads.querySelector(".upload-list"),
  template: uploads.querySelector(".upload-row-template"),
  onRetry: nothing,
  onRemove: nothing,
  onEdit: nothing,
});
for (const part of document.querySelectorAll("#uploads, .upload-how, .in-step")) part.hidden = false;
const { broken } = uploads.dataset;
for (const entry of [{ sent: 40, state: "sending" }, { sent: 70, state: "failed", fault: broken }, { sent: 100, state: "whole" }]) {
  rows.show({ name: `${entry.state}.pdf`, size: 100, ...entry });
}
tellRestored(document.querySelector(".facts-form"), "styleguide");
for (const button of document.querySelectorAll("[data-opens]")) {
  button.addEventListener("click", () => document.getElementById(button.dataset.opens).showModal());
}
