// Zoom, drag, names where there is room, and search for the picture of the circle; without it the
// picture stands still, with names by the server.
(() => {
  "use strict";
  const svg = document.querySelector("[data-circle]");
  if (!svg) return;
  const SVG = "http://www.w3.org/2000/svg";
  const LETTERS = 11.5; // pixels on the screen, however close one is
  const MOST_NAMES = 60;
  const ROOM_FOR_A_NAME = 18000; // square pixels, where many people are in sight
  const whole = svg.getAttribute("viewBox").split(" ").map(Number);
  let view = [...whole];

  const people = [...svg.querySelectorAll("a")].map((link) => {
    const title = link.querySelector("title").textContent;
    const shape = link.querySelector("circle, path");
    const label = link.querySelector("text.label");
    const box = shape.getBBox();
    const further = title.match(/ \(leads to (\d+) further\)$/);
    const bare = title.split(/: | \(leads to \d/)[0];
    const name = label ? label.textContent : further ? `${bare} +${further[1]}` : bare;
    if (label) label.remove();
    return {
      link, name, title, words: title.toLowerCase(),
      x: box.x + box.width / 2, y: box.y + box.height / 2, r: box.height / 2,
      weight: Number(link.dataset.brought || 0), key: link.getAttribute("href").split("/")[2],
    };
  });
  const byKey = new Map(people.map((person) => [person.key, person]));
  const draw = (tag, kind) => {
    const found = document.createElementNS(SVG, tag);
    found.setAttribute("class", kind);
    return svg.appendChild(found);
  };
  const chain = draw("path", "chain");
  const names = draw("g", "names");
  const ringNames = [...svg.querySelectorAll(".ring-name")];

  // Closer, people stand further apart while their signs grow slower: a crowd comes apart.
  const grown = () => Math.sqrt(view[2] / whole[2]);

  // Names: those found first, then those who brought most; never one over another.
  const label = () => {
    names.replaceChildren();
    const scale = svg.getBoundingClientRect().width / view[2];
    if (!scale) return;
    const height = LETTERS / scale;
    ringNames.forEach((text) => { text.style.fontSize = `${(LETTERS - 2) / scale}px`; });
    const [x, y, width, tall] = view;
    const seen = people.filter((p) => p.x > x && p.x < x + width && p.y > y && p.y < y + tall);
    const chosen = (p) => (p === current ? 2 : p.link.classList.contains("found") ? 1 : 0);
    seen.sort((a, b) => chosen(b) - chosen(a) || b.weight - a.weight);
    const few = seen.length <= MOST_NAMES;
    const most = few ? MOST_NAMES : Math.min(MOST_NAMES, (width * tall * scale * scale) / ROOM_FOR_A_NAME);
    const size = (p) => p.r * grown();
    const taken = few ? seen.map((p) => [p.x - size(p), p.y - size(p), p.x + size(p), p.y + size(p)]) : [[-16, -16, 16, 16]];
    const free = (box) => taken.every((t) => box[0] >= t[2] || t[0] >= box[2] || box[1] >= t[3] || t[1] >= box[3]);
    const boxOf = (x, base, letters) => {
      const half = letters * height * 0.29;
      return [x - half, base - height * 0.85, x + half, base + height * 0.2];
    };
    ringNames.forEach((text) => {
      const box = boxOf(0, Number(text.getAttribute("y")), text.textContent.length);
      text.setAttribute("visibility", free(box) ? "visible" : "hidden");
      if (free(box)) taken.push(box);
    });
    let drawn = 0;
    for (const person of seen) {
      if (drawn >= most || person.link.classList.contains("dim")) break;
      const half = person.name.length * height * 0.29;
      const middle = Math.min(Math.max(person.x, x + half), x + width - half);
      for (const base of [person.y + size(person) + height, person.y - size(person) - height * 0.35]) {
        const box = boxOf(middle, base, person.name.length);
        if (!free(box)) continue;
        taken.push(box);
        const text = document.createElementNS(SVG, "text");
        text.textContent = person.name;
        text.setAttribute("x", middle);
        text.setAttribute("y", base);
        text.setAttribute("text-anchor", "middle");
        text.style.fontSize = `${height}px`;
        text.style.strokeWidth = `${height / 4}px`;
        names.append(text);
        drawn += 1;
        break;
      }
    }
  };

  let waiting = 0;
  const show = () => {
    svg.setAttribute("viewBox", view.join(" "));
    svg.style.setProperty("--grown", grown());
    svg.style.touchAction = view[2] < whole[2] ? "none" : "pan-y";
    cancelAnimationFrame(waiting);
    waiting = requestAnimationFrame(label);
  };
  const within = () => {
    view[0] = Math.min(Math.max(view[0], whole[0]), whole[0] + whole[2] - view[2]);
    view[1] = Math.min(Math.max(view[1], whole[1]), whole[1] + whole[3] - view[3]);
  };
  const zoom = (factor, at) => {
    const width = Math.min(Math.max(view[2] * factor, whole[2] / 60), whole[2]);
    const share = width / view[2];
    const [x, y] = at || [view[0] + view[2] / 2, view[1] + view[3] / 2];
    view = [x - (x - view[0]) * share, y - (y - view[1]) * share, width, view[3] * share];
    within();
    show();
  };
  const move = (x, y) => {
    view[0] += x * view[2];
    view[1] += y * view[3];
    within();
    show();
  };
  const all = () => { view = [...whole]; show(); };
  const goTo = (person) => {
    const width = Math.min(view[2], whole[2] / 6);
    view = [person.x - width / 2, person.y - (width * whole[3]) / whole[2] / 2, width, (width * whole[3]) / whole[2]];
    within();
    show();
  };

  // Who brought whom: the way from the middle to whoever is looked at.
  const lead = (person) => {
    let way = "";
    for (let one = person, steps = 0; one && steps < 50; steps += 1) {
      const by = byKey.get(one.link.dataset.by);
      way += `M${one.x} ${one.y}L${by ? `${by.x} ${by.y}` : "0 0"}`;
      one = by;
    }
    chain.setAttribute("d", way);
  };
  const of = (event) => byKey.get(event.target.closest?.("a")?.getAttribute("href").split("/")[2]);
  for (const kind of ["pointerover", "focusin"]) {
    svg.addEventListener(kind, (event) => { if (of(event)) lead(of(event)); });
  }

  svg.addEventListener("wheel", (event) => {
    if (!event.ctrlKey && view[2] === whole[2] && event.deltaY > 0) return;
    event.preventDefault();
    zoom(event.deltaY > 0 ? 1.2 : 1 / 1.2, place(event));
  }, { passive: false });
  const place = (event) => {
    const box = svg.getBoundingClientRect();
    return [
      view[0] + ((event.clientX - box.left) / box.width) * view[2],
      view[1] + ((event.clientY - box.top) / box.height) * view[3],
    ];
  };

  // One finger or the mouse moves, two fingers zoom.
  const down = new Map();
  let moved = false;
  const apart = () => {
    const [a, b] = [...down.values()];
    return Math.hypot(a.clientX - b.clientX, a.clientY - b.clientY);
  };
  svg.addEventListener("pointerdown", (event) => {
    if (!down.size) moved = false;
    down.set(event.pointerId, event);
  });
  svg.addEventListener("pointermove", (event) => {
    const before = down.get(event.pointerId);
    if (!before) return;
    if (down.size === 2) {
      const was = apart();
      down.set(event.pointerId, event);
      moved = true;
      if (was > 0 && apart() > 0) zoom(was / apart(), place(event));
      return;
    }
    const [from, to] = [place(before), place(event)];
    if (!moved && Math.hypot(to[0] - from[0], to[1] - from[1]) < view[2] / 120) return;
    moved = true;
    down.set(event.pointerId, event);
    move((from[0] - to[0]) / view[2], (from[1] - to[1]) / view[3]);
  });
  for (const kind of ["pointerup", "pointercancel"]) {
    window.addEventListener(kind, (event) => down.delete(event.pointerId));
  }
  svg.addEventListener("click", (event) => { if (moved) event.preventDefault(); }, true);
  svg.addEventListener("dragstart", (event) => event.preventDefault());

  svg.setAttribute("tabindex", "0");
  const keys = {
    "+": () => zoom(1 / 1.5), "=": () => zoom(1 / 1.5), "-": () => zoom(1.5), 0: all,
    ArrowLeft: () => move(-0.2, 0), ArrowRight: () => move(0.2, 0),
    ArrowUp: () => move(0, -0.2), ArrowDown: () => move(0, 0.2),
  };
  svg.addEventListener("keydown", (event) => {
    const zoomed = view[2] < whole[2] || !event.key.startsWith("Arrow");
    if (!keys[event.key] || !zoomed || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    keys[event.key]();
  });
  document.querySelectorAll("[data-zoom]").forEach((button) => {
    button.hidden = false;
    button.addEventListener("click", () => {
      const step = button.dataset.zoom;
      if (step === "all") all(); else zoom(step === "in" ? 1 / 1.5 : 1.5);
    });
  });

  const field = document.querySelector("[data-circle-search]");
  const told = document.querySelector("[data-circle-found]");
  let current = null;
  let found = [];
  const search = () => {
    const words = field.value.trim().toLowerCase();
    found = words ? people.filter((person) => person.words.includes(words)) : [];
    const hits = new Set(found);
    people.forEach((person) => {
      person.link.classList.toggle("found", hits.has(person));
      person.link.classList.toggle("dim", words !== "" && !hits.has(person));
    });
    current = null;
    chain.removeAttribute("d");
    if (told) told.textContent = words ? `${found.length} found` : "";
    show();
  };
  const next = () => {
    current = found[(found.indexOf(current) + 1) % found.length];
    lead(current);
    goTo(current);
    if (!told) return;
    const link = document.createElement("a");
    link.href = current.link.getAttribute("href");
    link.textContent = current.title;
    told.replaceChildren(`${found.indexOf(current) + 1} of ${found.length}: `, link);
  };
  if (field) {
    field.addEventListener("input", search);
    field.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || !found.length) return;
      event.preventDefault();
      next();
    });
    if (field.value.trim()) search();
  }
  const hint = document.querySelector("[data-circle-keys]");
  if (hint) hint.hidden = false;
  window.addEventListener("resize", show);
  window.addEventListener("beforeprint", all);
  show();
})();
