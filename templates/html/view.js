// Pan, zoom, search and facts. Without it the page is a picture that scrolls.
const stage = document.getElementById("stage");
const graph = document.getElementById("graph");
const facts = document.getElementById("facts");
const search = document.getElementById("search");
const found = document.getElementById("found");
const boxes = [...graph.querySelectorAll(".box")];
const arrows = [...graph.querySelectorAll(".arrow")];
const whole = graph.viewBox.baseVal;
const size = { width: whole.width, height: whole.height };
const largest = 4;
const view = { x: 0, y: 0, scale: 1 }; // scale: pixels of the screen for one of the picture

const room = () => ({ width: stage.clientWidth || 1, height: stage.clientHeight || 1 });
const smallest = () => Math.min(room().width / size.width, room().height / size.height, 1) * 0.9;

function show() {
  const { width, height } = room();
  const keep = (at, extent, seen) => (extent <= seen ? (extent - seen) / 2 : Math.min(Math.max(at, -seen / 2), extent - seen / 2));
  view.x = keep(view.x, size.width, width / view.scale);
  view.y = keep(view.y, size.height, height / view.scale);
  graph.setAttribute("viewBox", `${view.x} ${view.y} ${width / view.scale} ${height / view.scale}`);
}

// Zooms about a point of the stage; by default its middle.
function zoom(factor, x = room().width / 2, y = room().height / 2) {
  const scale = Math.min(Math.max(view.scale * factor, smallest()), largest);
  view.x += x / view.scale - x / scale;
  view.y += y / view.scale - y / scale;
  view.scale = scale;
  show();
}

function move(x, y) {
  view.x -= x / view.scale;
  view.y -= y / view.scale;
  show();
}

function fit() {
  view.scale = Math.min(smallest() / 0.9, 1);
  view.x = view.y = 0;
  show();
}

// At first: readable, from the top.
function begin() {
  const { width, height } = room();
  view.scale = Math.min(1, Math.max(Math.min(width / size.width, height / size.height), 0.6));
  view.x = (size.width - width / view.scale) / 2;
  view.y = 0;
  show();
}

function placeOf(box) {
  const at = box.transform.baseVal.consolidate().matrix;
  const body = box.querySelector(".body");
  return { x: at.e + body.width.baseVal.value / 2, y: at.f + body.height.baseVal.value / 2 };
}

function reveal(box) {
  const { width, height } = room();
  const { x, y } = placeOf(box);
  const seenWidth = width / view.scale, seenHeight = height / view.scale;
  const near = (at, from, seen) => at > from + seen * 0.15 && at < from + seen * 0.85;
  if (!near(x, view.x, seenWidth) || !near(y, view.y, seenHeight)) {
    view.x = x - seenWidth / 2;
    view.y = y - seenHeight * (width < 900 ? 0.3 : 0.5); // on small screens the facts cover what is below
    show();
  }
}

let chosen = null; // stays until another one is, or Escape
function tell(box) {
  for (const arrow of arrows) {
    arrow.classList.toggle("near", !!box && (arrow.dataset.from === box.id || arrow.dataset.to === box.id));
  }
  facts.hidden = !box;
  if (!box) {
    return;
  }
  const title = document.createElement("h2");
  title.textContent = box.dataset.title;
  const list = document.createElement("dl");
  for (const line of box.dataset.facts.split("\n")) {
    const [label, value] = line.split("\t");
    const term = document.createElement("dt");
    const description = document.createElement("dd");
    term.textContent = label;
    description.textContent = value;
    list.append(term, description);
  }
  facts.replaceChildren(title, list);
}

function choose(box) {
  chosen?.classList.remove("chosen");
  chosen = box;
  box?.classList.add("chosen");
  tell(box);
}

// One box is reached by Tab; arrow keys lead to the others.
function rove(box) {
  boxes.forEach((other) => other.setAttribute("tabindex", other === box ? "0" : "-1"));
}

function neighbour(box, key) {
  const here = placeOf(box);
  const way = { ArrowUp: [0, -1], ArrowDown: [0, 1], ArrowLeft: [-1, 0], ArrowRight: [1, 0] }[key];
  let best = null, nearest = Infinity;
  for (const other of boxes) {
    const there = placeOf(other);
    const along = (there.x - here.x) * way[0] + (there.y - here.y) * way[1];
    const across = Math.abs((there.x - here.x) * way[1]) + Math.abs((there.y - here.y) * way[0]);
    if (along > 1 && (way[0] === 0 || across < 30) && along + 2 * across < nearest) {
      nearest = along + 2 * across;
      best = other;
    }
  }
  return best;
}

for (const box of boxes) {
  box.setAttribute("role", "button");
  box.addEventListener("pointerenter", (event) => event.pointerType === "mouse" && !pointers.size && !chosen && tell(box));
  box.addEventListener("pointerleave", (event) => event.pointerType === "mouse" && !chosen && tell(null));
  box.addEventListener("focus", () => {
    rove(box);
    if (box.matches(":focus-visible")) {
      choose(box);
      reveal(box);
    }
  });
}

const pointers = new Map();
let wandered = 0;
stage.addEventListener("pointerdown", (event) => {
  pointers.set(event.pointerId, { x: event.clientX, y: event.clientY });
  wandered = pointers.size > 1 ? Infinity : 0;
});
addEventListener("pointermove", (event) => {
  const before = pointers.get(event.pointerId);
  if (!before) {
    return;
  }
  const now = { x: event.clientX, y: event.clientY };
  const other = [...pointers].find(([id]) => id !== event.pointerId)?.[1];
  if (other) {
    const corner = stage.getBoundingClientRect();
    const apart = (point) => Math.hypot(point.x - other.x, point.y - other.y) || 1;
    zoom(apart(now) / apart(before), (now.x + other.x) / 2 - corner.x, (now.y + other.y) / 2 - corner.y);
    move((now.x - before.x) / 2, (now.y - before.y) / 2);
  } else {
    wandered += Math.hypot(now.x - before.x, now.y - before.y);
    if (wandered > 4) {
      stage.classList.add("moving");
      move(now.x - before.x, now.y - before.y);
    }
  }
  pointers.set(event.pointerId, now);
});
for (const end of ["pointerup", "pointercancel"]) {
  addEventListener(end, (event) => {
    pointers.delete(event.pointerId);
    stage.classList.remove("moving");
  });
}
stage.addEventListener("click", (event) => {
  if (wandered <= 4) {
    const box = event.target.closest(".box");
    choose(box === chosen ? null : box);
  }
});
stage.addEventListener("wheel", (event) => {
  event.preventDefault();
  const corner = stage.getBoundingClientRect();
  const lines = event.deltaMode === 1 ? 16 : 1;
  zoom(Math.exp(-event.deltaY * lines * 0.0015), event.clientX - corner.x, event.clientY - corner.y);
}, { passive: false });

addEventListener("keydown", (event) => {
  if (event.target === search) {
    return;
  }
  const box = event.target.closest?.(".box");
  const step = 80;
  const pan = { ArrowUp: [0, step], ArrowDown: [0, -step], ArrowLeft: [step, 0], ArrowRight: [-step, 0] }[event.key];
  if (event.ctrlKey || event.metaKey || event.altKey) {
    return;
  }
  if (event.key === "+" || event.key === "=") {
    zoom(1.25);
  } else if (event.key === "-") {
    zoom(0.8);
  } else if (event.key === "0") {
    fit();
  } else if (event.key === "Escape") {
    choose(null);
  } else if (event.key === "/") {
    search.focus();
  } else if (pan && box && !event.shiftKey) {
    neighbour(box, event.key)?.focus();
  } else if (pan) {
    move(...pan);
  } else {
    return;
  }
  event.preventDefault();
});

let matches = [], match = -1;
function look() {
  const wanted = search.value.trim().toLowerCase();
  matches = wanted ? boxes.filter((box) => box.getAttribute("aria-label").toLowerCase().includes(wanted)) : [];
  boxes.forEach((box) => box.classList.toggle("match", matches.includes(box)));
  stage.classList.toggle("searching", wanted !== "");
  match = -1;
  next(1);
}
function next(step) {
  match = matches.length ? (match + step + matches.length) % matches.length : -1;
  found.textContent = search.value.trim() ? (matches.length ? `${match + 1}/${matches.length}` : "none") : "";
  if (matches[match]) {
    choose(matches[match]);
    reveal(matches[match]);
  }
}
search.addEventListener("input", look);
search.addEventListener("keydown", (event) => {
  if (event.key === "Enter") {
    next(event.shiftKey ? -1 : 1);
  } else if (event.key === "Escape") {
    search.value = "";
    look();
    choose(null);
    search.blur();
  }
});
document.getElementById("in").addEventListener("click", () => zoom(1.25));
document.getElementById("out").addEventListener("click", () => zoom(0.8));
document.getElementById("fit").addEventListener("click", fit);
addEventListener("resize", show);
addEventListener("beforeprint", () => graph.setAttribute("viewBox", `0 0 ${size.width} ${size.height}`));
addEventListener("afterprint", show);

stage.classList.add("live");
document.querySelector(".tools").hidden = false;
document.querySelector(".keys").hidden = false;
rove(boxes[0]);
begin();
