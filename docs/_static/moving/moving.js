// What the figures that move share: numbers as Python prints them, pictures in SVG, and labelled controls.
"use strict";

const moving = {
  // JavaScript and Python choose the same digits, the fewest that give the double back; Python has an exponent of two
  // digits at least, below 1e-4 and from 1e16 on.
  repr(number) {
    const sign = number < 0 ? "-" : "";
    const [mantissa, power] = Math.abs(number).toExponential().split("e");
    const exponent = Number(power);
    if (exponent < -4 || exponent >= 16) {
      return `${sign}${mantissa}e${exponent < 0 ? "-" : "+"}${String(Math.abs(exponent)).padStart(2, "0")}`;
    }
    const digits = mantissa.replace(".", "");
    if (exponent < 0) return `${sign}0.${"0".repeat(-exponent - 1)}${digits}`;
    return `${sign}${digits.slice(0, exponent + 1).padEnd(exponent + 1, "0")}.${digits.slice(exponent + 1) || "0"}`;
  },

  // A number among words and on axes, with the sign of a minus; what Python prints keeps its hyphen.
  minus(text) {
    return String(text).replaceAll("-", "−");
  },

  // The figure of a name, with the numbers that the build gave it; once its stage is set, the still picture is hidden.
  figure(name) {
    const root = document.querySelector(`.moving[data-figure="${name}"]`);
    const stage = moving.html("div", { class: "stage" });
    root.append(stage);
    return { stage, ...JSON.parse(root.dataset.numbers) };
  },

  html(name, attributes = {}, ...children) {
    return moving.filled(document.createElement(name), attributes, children);
  },

  svg(name, attributes = {}, ...children) {
    return moving.filled(document.createElementNS("http://www.w3.org/2000/svg", name), attributes, children);
  },

  filled(element, attributes, children) {
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    element.append(...children);
    return element;
  },

  power(exponent) {
    return `10${String(exponent).replace(/./g, (c) => (c === "-" ? "⁻" : "⁰¹²³⁴⁵⁶⁷⁸⁹"[c]))}`;
  },

  // A picture with two axes. An axis is { from, to, ticks: [[value, text], ...], label }; what is drawn in `layer` is
  // cut at the frame, and `at` says where on the axes the pointer is.
  panel(name, x, y, height = 270) {
    const [width, left, top, right, bottom] = [360, 46, 24, 350, height - 44];
    const X = (value) => left + ((value - x.from) / (x.to - x.from)) * (right - left);
    const Y = (value) => bottom - ((value - y.from) / (y.to - y.from)) * (bottom - top);
    const text = (at, content, extra = {}) => moving.svg("text", { x: at[0], y: at[1], ...extra }, content);
    const frame = { x: left, y: top, width: right - left, height: bottom - top };
    const layer = moving.svg("svg", { ...frame, viewBox: Object.values(frame).join(" ") });
    const svg = moving.svg("svg", { viewBox: `0 0 ${width} ${height}`, role: "img", "aria-label": name });
    svg.append(moving.svg("rect", { ...frame, class: "frame" }));
    for (const [value, content] of x.ticks) {
      svg.append(moving.svg("line", { x1: X(value), x2: X(value), y1: top, y2: bottom, class: "grid" }));
      svg.append(text([X(value), bottom + 17], moving.minus(content), { "text-anchor": "middle" }));
    }
    for (const [value, content] of y.ticks) {
      svg.append(moving.svg("line", { x1: left, x2: right, y1: Y(value), y2: Y(value), class: "grid" }));
      svg.append(text([left - 5, Y(value) + 4], moving.minus(content), { "text-anchor": "end" }));
    }
    svg.append(text([(left + right) / 2, height - 6], x.label, { "text-anchor": "middle", class: "name" }));
    svg.append(text([left, top - 8], y.label, { class: "name" }), layer);
    const at = (event) => {
      const place = new DOMPoint(event.clientX, event.clientY).matrixTransform(svg.getScreenCTM().inverse());
      return [
        x.from + ((place.x - left) / (right - left)) * (x.to - x.from),
        y.from + ((bottom - place.y) / (bottom - top)) * (y.to - y.from),
      ];
    };
    return { svg, layer, X, Y, at };
  },

  line(panel, points, kind) {
    const path = points.map(([x, y]) => `${panel.X(x).toFixed(2)},${panel.Y(y).toFixed(2)}`).join(" ");
    return moving.svg("polyline", { points: path, class: kind });
  },

  dot(panel, [x, y], kind, r) {
    return moving.svg("circle", { cx: panel.X(x).toFixed(2), cy: panel.Y(y).toFixed(2), r, class: kind });
  },

  note(panel, [x, y], content, kind = "") {
    return moving.svg("text", { x: panel.X(x), y: panel.Y(y), class: `note ${kind}` }, content);
  },

  // A range of the browser's own, which mouse, touch and keyboard move; `say` puts its value into words.
  slider(label, options, say, change) {
    const input = moving.html("input", { type: "range", ...options });
    const shown = moving.html("span", { class: "value", "aria-hidden": "true" });
    const update = () => {
      shown.textContent = say(Number(input.value));
      input.setAttribute("aria-valuetext", shown.textContent);
      change(Number(input.value));
    };
    input.addEventListener("input", update);
    const set = (value) => {
      input.value = value;
      update();
    };
    const named = moving.html("label", {}, moving.html("span", {}, label), input);
    return { update, set, row: moving.html("div", { class: "slider" }, named, shown) };
  },

  // The state and what it means; a screen reader says the name when it changes, and the rest when asked.
  state() {
    const name = moving.html("strong", { role: "status" });
    const meaning = moving.html("span");
    const line = moving.html("p", { class: "state" }, name, " ", meaning);
    line.say = (state, text) => {
      if (name.textContent !== state) name.textContent = state;
      meaning.textContent = text;
    };
    return line;
  },

  // How a line is drawn, for the head of its row.
  sample(kind) {
    return moving.html("span", { class: `sample ${kind}`, "aria-hidden": "true" });
  },

  // A table of numbers with the heads of its rows; `show` takes the cells of each row, in order.
  table(caption, columns, rows) {
    const cells = rows.map(() => columns.slice(1).map(() => moving.html("td")));
    const head = columns.map((name) => moving.html("th", { scope: "col" }, name));
    const body = rows.map((head, n) =>
      moving.html("tr", {}, moving.html("th", { scope: "row" }, ...head), ...cells[n]),
    );
    const element = moving.html(
      "table",
      {},
      moving.html("caption", {}, caption),
      moving.html("thead", {}, moving.html("tr", {}, ...head)),
      moving.html("tbody", {}, ...body),
    );
    const show = (values) =>
      values.forEach((row, n) => row.forEach((value, m) => cells[n][m].replaceChildren(...[value].flat())));
    return { element, show };
  },
};
