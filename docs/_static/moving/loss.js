// A slider for one weight: accuracy, loss and outputs of a network follow, and the slope of each says where to go.
"use strict";

{
  const { stage, weights, inputs, answers, delta, h, low, high, step, start } = moving.figure("loss");
  const DIGITS = 4; // fewer than exp and log may differ in from one computer to another
  const n = inputs.length;

  // The weight that moves leads from the first input to the last output, as w₁₃ does.
  const scores = ([a, b], w) => weights[0].map((weight, k) => a * (k === 2 ? w : weight) + b * weights[1][k]);
  const largest = (values) => values.indexOf(Math.max(...values));

  function softmax(z) {
    const e = z.map((score) => Math.exp(score - Math.max(...z)));
    const sum = e.reduce((a, b) => a + b);
    return e.map((part) => part / sum);
  }

  const isRight = (w, i) => largest(scores(inputs[i], w)) === answers[i];
  const count = (w) => inputs.filter((_, i) => isRight(w, i)).length;
  const accuracy = (w) => count(w) / n;
  const outputs = (w) => inputs.map((x) => softmax(scores(x, w)));
  const loss = (w) => outputs(w).reduce((sum, y, i) => sum - Math.log(y[answers[i]] + delta), 0) / n;
  const slope = (f, w) => (f(w + h) - f(w - h)) / (2 * h);

  const ticks = (values, text = String) => values.map((value) => [value, text(value)]);
  const counts = Array.from({ length: n + 1 }, (_, i) => i / n);
  const axis = { from: low, to: high, ticks: ticks([-1, 0, 1, 2, 3]), label: "the weight w" };
  const panels = {
    accuracy: moving.panel(
      "The accuracy against the weight: a staircase, flat but for its jumps",
      axis,
      { from: 0, to: 1, ticks: ticks(counts, (share) => `${Math.round(share * n)}/${n}`), label: "accuracy" },
      230,
    ),
    loss: moving.panel(
      "The loss against the weight: a smooth valley",
      axis,
      { from: 0.8, to: 1.9, ticks: ticks([1, 1.4, 1.8]), label: "loss" },
      230,
    ),
  };
  const measures = { accuracy: [accuracy, "forward"], loss: [loss, "central"] };
  const places = Array.from({ length: Math.round((high - low) / step) + 1 }, (_, i) => low + i * step);
  const marks = {};
  for (const [name, [f, kind]] of Object.entries(measures)) {
    const panel = panels[name];
    const line = moving.line(panel, places.map((w) => [w, f(w)]), `${kind} whole`);
    marks[name] = moving.svg("g");
    panel.layer.append(line, marks[name]);
    panel.svg.classList.add("draggable");
    const follow = (event) => slider.set(panel.at(event)[0]);
    panel.svg.addEventListener("pointerdown", (event) => {
      panel.svg.setPointerCapture(event.pointerId);
      follow(event);
    });
    panel.svg.addEventListener("pointermove", (event) => panel.svg.hasPointerCapture(event.pointerId) && follow(event));
  }

  const names = Object.keys(measures);
  const table = moving.table(
    "What each says at this weight",
    ["measure", "value", "slope"],
    names.map((name) => [moving.sample(`${measures[name][1]} whole`), name]),
  );
  const samples = moving.table(
    "The outputs for each sample, that of the right class first",
    ["sample", "outputs", "answer"],
    inputs.map((_, i) => [String(i + 1)]),
  );
  const state = moving.state();

  function bar(y, right) {
    const order = [right, ...y.keys()].filter((k, i) => !i || k !== right);
    const shares = order.map((k, i) => {
      const share = moving.html("span", { class: i ? "share" : "share right" });
      share.style.width = `${100 * y[k]}%`;
      return share;
    });
    const shown = order.map((k) => y[k].toFixed(DIGITS)).join(" ");
    return [moving.html("div", { class: "shares", "aria-hidden": "true" }, ...shares), shown];
  }

  function show(w) {
    const slopes = {};
    for (const [name, [f, kind]] of Object.entries(measures)) {
      const panel = panels[name];
      slopes[name] = slope(f, w);
      marks[name].replaceChildren(
        moving.line(panel, [[w, 0], [w, 2]], "now"),
        moving.line(panel, [-0.5, 0.5].map((d) => [w + d, f(w) + d * slopes[name]]), "tangent"),
        moving.dot(panel, [w, f(w)], `${kind} large`, 8),
      );
    }
    table.show([
      [`${count(w)} of ${n}`, moving.repr(slopes.accuracy)],
      [loss(w).toFixed(DIGITS), moving.minus(slopes.loss.toFixed(DIGITS))],
    ]);
    const y = outputs(w);
    samples.show(inputs.map((_, i) => [bar(y[i], answers[i]), isRight(w, i) ? "✓ right" : "✗ wrong"]));
    state.say(
      `${count(w)} of ${n} right; the loss says: ${slopes.loss < 0 ? "raise" : "lower"} w.`,
      slopes.accuracy ? "The accuracy jumps here." : "The accuracy is flat here: its slope 0 gives no direction.",
    );
  }

  const slider = moving.slider("w", { min: low, max: high, step, value: start }, (w) => moving.minus(w.toFixed(2)), show);
  const pictures = moving.html("div", { class: "panels" }, panels.accuracy.svg, panels.loss.svg);
  stage.append(slider.row, pictures, state, table.element, samples.element);
  slider.update();
}
