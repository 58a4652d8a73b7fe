// Zoom, drag and search for the picture of the circle; without it the picture stands still.
(() => {
  "use strict";
  const svg = document.querySelector("[data-circle]");
  if (!svg) return;
  const whole = svg.getAttribute("viewBox").split(" ").map(Number);
  const people = [...svg.querySelectorAll("a")];
  const MOST_NAMES = 70;
  let view = [...whole];

  const show = () => {
    svg.setAttribute("viewBox", view.join(" "));
    name();
  };

  // Names for which there was no room appear once few enough people are in sight.
  const centre = (person) => {
    const shape = person.querySelector("circle, path");
    if (!person.at) {
      const box = shape.getBBox();
      person.at = [box.x + box.width / 2, box.y + box.height / 2, box.height / 2];
    }
    return person.at;
  };
  const name = () => {
    svg.querySelectorAll("text.near").forEach((text) => text.remove());
    const [x, y, width, height] = view;
    if (width > whole[2] * 0.6) return;
    const seen = people.filter((person) => {
      if (person.querySelector("text")) return false;
      const [px, py] = centre(person);
      return px > x && px < x + width && py > y && py < y + height;
    });
    if (seen.length > MOST_NAMES) return;
    seen.forEach((person) => {
      const [px, py, r] = centre(person);
      const text = document.createElementNS("http://www.w3.org/2000/svg", "text");
      text.textContent = person.querySelector("title").textContent.split(":")[0];
      text.setAttribute("class", "near");
      text.setAttribute("x", px);
      text.setAttribute("y", py + r + width * 0.016);
      text.setAttribute("text-anchor", "middle");
      text.style.fontSize = `${width * 0.013}px`;
      person.append(text);
    });
  };

  const zoom = (factor, at) => {
    const width = Math.min(Math.max(view[2] * factor, whole[2] / 60), whole[2]);
    const share = width / view[2];
    const [x, y] = at || [view[0] + view[2] / 2, view[1] + view[3] / 2];
    view = [x - (x - view[0]) * share, y - (y - view[1]) * share, width, view[3] * share];
    show();
  };
  const place = (event) => {
    const box = svg.getBoundingClientRect();
    return [
      view[0] + ((event.clientX - box.left) / box.width) * view[2],
      view[1] + ((event.clientY - box.top) / box.height) * view[3],
    ];
  };

  svg.addEventListener("wheel", (event) => {
    if (!event.ctrlKey && view[2] === whole[2] && event.deltaY > 0) return;
    event.preventDefault();
    zoom(event.deltaY > 0 ? 1.2 : 1 / 1.2, place(event));
  }, { passive: false });

  let from = null;
  let moved = false;
  svg.addEventListener("pointerdown", (event) => { from = place(event); moved = false; });
  svg.addEventListener("pointermove", (event) => {
    if (!from || !event.buttons) return;
    const to = place(event);
    if (Math.hypot(to[0] - from[0], to[1] - from[1]) < view[2] / 200) return;
    moved = true;
    view[0] -= to[0] - from[0];
    view[1] -= to[1] - from[1];
    show();
  });
  window.addEventListener("pointerup", () => { from = null; });
  svg.addEventListener("click", (event) => { if (moved) event.preventDefault(); }, true);
  svg.addEventListener("dragstart", (event) => event.preventDefault());

  document.querySelectorAll("[data-zoom]").forEach((button) => {
    button.hidden = false;
    button.addEventListener("click", () => {
      const step = button.dataset.zoom;
      if (step === "all") { view = [...whole]; show(); } else zoom(step === "in" ? 1 / 1.5 : 1.5);
    });
  });

  const field = document.querySelector("[data-circle-search]");
  const told = document.querySelector("[data-circle-found]");
  if (field) field.addEventListener("input", () => {
    const words = field.value.trim().toLowerCase();
    let count = 0;
    people.forEach((person) => {
      const hit = words !== "" && person.querySelector("title").textContent.toLowerCase().includes(words);
      person.classList.toggle("found", hit);
      person.classList.toggle("dim", words !== "" && !hit);
      count += hit;
    });
    if (told) told.textContent = words ? `${count} found` : "";
  });
})();
