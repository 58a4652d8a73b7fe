// Caught remarks wait on this device until Kithwork answers.
"use strict";
(() => {
  const form = document.getElementById("capture");
  const told = document.getElementById("capture-told");
  const SHELF = "kithwork-captures";
  const waiting = () => JSON.parse(localStorage.getItem(SHELF) || "[]");
  const deliver = async () => {
    for (const one of waiting()) {
      const body = new URLSearchParams({ text: one.text, mark: one.mark });
      const answer = await fetch("/capture/", {
        method: "POST", body,
        headers: { Accept: "application/json", "X-CSRFToken": document.querySelector("meta[name=csrf-token]").content },
      });
      if (!answer.ok) throw new Error(answer.status);
      localStorage.setItem(SHELF, JSON.stringify(waiting().filter((w) => w.mark !== one.mark)));
    }
  };
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const text = form.elements.text.value.trim();
    if (!text) return;
    localStorage.setItem(SHELF, JSON.stringify([...waiting(), { text, mark: crypto.randomUUID() }]));
    form.elements.text.value = "";
    try { await deliver(); location.reload(); } catch { told.textContent = "Caught on this device; it is delivered when Kithwork answers."; }
  });
  if (waiting().length) deliver().then(() => location.reload(), () => { told.textContent = `${waiting().length} waiting to be delivered.`; });
})();
