// Small comforts on top of pages that work without this file.
"use strict";

(() => {
  const token = () => document.querySelector("meta[name=csrf-token]")?.content || "";

  // Keep what is typed: every form with data-keep is stored on the server shortly after a pause.
  const KEPT = new Map();
  const fieldsOf = (form) => {
    const fields = {};
    for (const [name, value] of new FormData(form)) {
      if (name === "csrfmiddlewaretoken" || typeof value !== "string") continue;
      (fields[name] ||= []).push(value);
    }
    return fields;
  };
  const keep = (form, last) => {
    const told = form.querySelector("[data-kept]");
    const body = JSON.stringify({ form: form.dataset.keep, fields: fieldsOf(form) });
    return fetch("/drafts/", {
      method: "POST",
      keepalive: Boolean(last) && body.length < 60000,
      headers: { "Content-Type": "application/json", "X-CSRFToken": token() },
      body,
    })
      .then((answer) => { if (told) told.textContent = answer.ok ? "Kept as a draft." : "Not kept yet."; })
      .catch(() => { if (told) told.textContent = "Not kept: Kithwork doesn't answer. Leave this page open."; });
  };
  document.addEventListener("input", (event) => {
    const form = event.target.closest("form[data-keep]");
    if (!form) return;
    clearTimeout(KEPT.get(form));
    KEPT.set(form, setTimeout(() => { KEPT.delete(form); keep(form); }, 400));
  });
  document.addEventListener("submit", (event) => {
    clearTimeout(KEPT.get(event.target));
    KEPT.delete(event.target);
  });
  addEventListener("pagehide", () => { for (const form of KEPT.keys()) keep(form, true); });

  // Drop zones: a file dropped anywhere on the zone lands in its input.
  for (const zone of document.querySelectorAll(".drop")) {
    const input = zone.querySelector("input[type=file]");
    const over = (on) => (event) => { event.preventDefault(); zone.classList.toggle("over", on); };
    zone.addEventListener("dragover", over(true));
    zone.addEventListener("dragleave", over(false));
    zone.addEventListener("drop", (event) => {
      over(false)(event);
      input.files = event.dataTransfer.files;
      input.dispatchEvent(new Event("change", { bubbles: true }));
    });
  }

  // Copy a letter.
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-copy]");
    if (!button) return;
    const source = document.querySelector(button.dataset.copy);
    navigator.clipboard.writeText(source.value ?? source.textContent).then(() => {
      button.textContent = "Copied";
    });
  });

  // One more row for names or findings.
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-more]");
    if (!button) return;
    const rows = document.querySelector(button.dataset.more);
    const row = rows.lastElementChild.cloneNode(true);
    for (const field of row.querySelectorAll("input, textarea, select")) {
      if (field.type !== "checkbox") field.value = "";
      field.id = "";
    }
    rows.append(row);
    row.querySelector("input, textarea")?.focus();
  });

  // Ctrl (or Cmd) and Enter sends a form that is written in a hurry, by its last main button.
  document.addEventListener("keydown", (event) => {
    const form = event.target.closest?.("form[data-quick]");
    if (!form || event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    form.requestSubmit([...form.querySelectorAll("button:not([name]):not([type=button])")].pop());
  });

  // The waiting-room timer.
  for (const clock of document.querySelectorAll("[data-minutes]")) {
    const button = clock.querySelector("button");
    const face = clock.querySelector("output");
    button?.addEventListener("click", () => {
      const end = Date.now() + Number(clock.dataset.minutes) * 60000;
      button.disabled = true;
      const tick = () => {
        const left = Math.round((end - Date.now()) / 1000);
        const size = Math.abs(left);
        face.textContent = `${left < 0 ? "over by " : ""}${Math.floor(size / 60)}:${String(size % 60).padStart(2, "0")}`;
      };
      tick();
      setInterval(tick, 1000);
    });
  }

  if ("serviceWorker" in navigator) navigator.serviceWorker.register("/service-worker.js").catch(() => {});
})();
