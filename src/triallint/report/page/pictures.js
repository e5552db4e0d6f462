// Forest plots, the flow of participants and the trend, drawn when they are asked for.
"use strict";
{
  const { html, data } = page;
  const narrow = () => window.innerWidth < 700;
  const width = (element) => Math.max(300, Math.min(element.clientWidth || 900, 1100));

  const colour = (name) => `var(--${name})`;

  const words = (row) => `${row.label}, ${row.printed}, report ${row.report}${row.anew ? `; computed anew ${row.anew[0]} (${row.anew[1]} to ${row.anew[2]}) ${row.anew[3]}` : ""}`;

  // The axis spans what can be read: a limit far out, as of a misplaced decimal mark, is drawn as an arrow.
  const extent = (rows, isRatio) => {
    const all = rows.flatMap((row) => [row.value, row.lower, row.upper, ...(row.anew || []).slice(0, 3)])
      .filter((one) => Number.isFinite(one) && (!isRatio || one > 0));
    const [low, high] = d3.extent(isRatio ? [...all, 1] : all);
    return isRatio ? [Math.max(low / 1.1, 0.02), Math.min(high * 1.1, 50)] : [low - (high - low) * 0.05, high + (high - low) * 0.05];
  };

  // A picture is one thing to a screen reader: its description says all, and its parts say nothing.
  const hang = (plot, element) => {
    for (const part of plot.querySelectorAll("[aria-label]")) part.removeAttribute("aria-label");
    plot.setAttribute("role", "img");
    element.replaceChildren(plot);
  };

  const forest = (one, element) => {
    const isRatio = one.kind === "ratio", nil = { ratio: 1, difference: 0 }[one.kind];
    const [low, high] = extent(one.rows, isRatio);
    const held = (x, otherwise) => (Number.isFinite(x) ? Math.max(low, Math.min(high, x)) : otherwise);
    const rows = one.rows.map((row, at) => ({ ...row, key: `${at}`, from: held(row.lower, low), to: held(row.upper, high) }));
    const anew = rows.filter((row) => row.anew).map((row) => ({ ...row, a: held(row.anew[1], low), b: held(row.anew[2], high), m: held(row.anew[0], low) }));
    const label = narrow() ? 18 : 44;
    const clipped = (text) => (text.length > label ? `${text.slice(0, label - 1)}…` : text);
    const gap = 0.2;
    const y = { type: "band", domain: rows.map((row) => row.key), label: null, tickSize: 0, tickFormat: (key) => clipped(rows[Number(key)].label) };
    const limits = rows.filter((row) => row.lower !== null || row.upper !== null);
    const plot = Plot.plot({
      width: width(element),
      height: 76 + rows.length * 30, marginBottom: 42,
      marginLeft: narrow() ? 124 : 318,
      marginRight: narrow() ? 12 : 190,
      style: { fontSize: "12px", background: "transparent", color: "inherit", overflow: "visible" },
      x: { type: isRatio ? "log" : "linear", domain: [low, high], label: one.kind === "ratio" ? "ratio, on a logarithmic scale" : one.name, labelAnchor: "center", labelArrow: "none", ticks: narrow() ? 4 : 7, tickFormat: isRatio ? "~g" : undefined, grid: true },
      y,
      ariaLabel: `Forest plot: ${one.name}`,
      ariaDescription: rows.map(words).join(". "),
      marks: [
        nil === undefined || nil < low || nil > high ? null : Plot.ruleX([nil], { stroke: colour("ink"), strokeDasharray: "3 3" }),
        Plot.ruleY(limits, { y: "key", x1: "from", x2: "to", stroke: colour("reported"), strokeWidth: 7, strokeOpacity: 0.55 }),
        Plot.dot(rows, { y: "key", x: (row) => held(row.value, low), fill: colour("reported"), symbol: "square", r: 4.5 }),
        Plot.ruleY(anew, { y: "key", x1: "a", x2: "b", stroke: colour("anew"), strokeWidth: 2 }),
        Plot.tickX(anew.flatMap((row) => [{ key: row.key, x: row.a }, { key: row.key, x: row.b }]), { y: "key", x: "x", stroke: colour("anew"), strokeWidth: 2, inset: gap * 30 }),
        Plot.tip(rows, Plot.pointerY({ y: "key", x: (row) => held(row.value, low), title: words, fill: colour("paper") })),
        narrow() ? null : Plot.text(rows, { y: "key", frameAnchor: "right", dx: 12, textAnchor: "start", text: "printed", fill: "currentColor" }),
      ].filter(Boolean),
    });
    hang(plot, element);
  };

  const Forest = ({ one }) => html`
    <figure class="forest">
      <figcaption><b>${one.name}</b></figcaption>
      <div class="plot" ref=${(element) => element && forest(one, element)}></div>
      <p class="key"><i class="reported"></i> as printed ${one.rows.some((row) => row.anew) && html`<i class="anew"></i> computed anew`}</p>
      <details class="why"><summary>The same as a table</summary>
        <div class="scroll" tabindex="0" role="region" aria-label=${`Estimates: ${one.name}`}><table class="plain small">
          <thead><tr><th scope="col">Estimate</th><th scope="col">Report</th><th scope="col">As printed</th><th scope="col">Computed anew</th><th scope="col">Row</th></tr></thead>
          <tbody>${one.rows.map((row) => html`<tr><th scope="row">${row.label}</th><td>${row.report}</td><td>${row.printed}</td><td>${row.anew ? `${row.anew[0]} (${row.anew[1]} to ${row.anew[2]}), ${row.anew[3]}` : "–"}</td><td>${row.where}</td></tr>`)}</tbody>
        </table></div>
      </details>
    </figure>`;

  const Box = ({ box }) => html`<li class="box ${["excluded", "lost", "discontinued", "not_treated", "not_analysed"].includes(box.stage) ? "left-out" : ""}"><b>${box.n || "–"}</b> ${box.name}${box.reason && html`<small>${box.reason}</small>`}</li>`;

  const Flow = ({ flow }) => html`<figure class="flow">
    <figcaption><b>Report ${flow.report}</b> ${flow.title}</figcaption>
    ${flow.whole.length > 0 && html`<ol class="whole">${flow.whole.map((box) => html`<${Box} box=${box} />`)}</ol>`}
    ${flow.arms.length > 0 && html`<div class="arms">${flow.arms.map((arm) => html`<div class="arm"><p class="arm-name">${arm.name}</p>${arm.boxes.length ? html`<ol>${arm.boxes.map((box) => html`<${Box} box=${box} />`)}</ol>` : html`<p class="fine">no number is given</p>`}</div>`)}</div>`}
  </figure>`;

  const Trial = ({ trial }) => html`
    ${trial.forests.length > 0 && html`<h3>Estimates of ${trial.name}</h3>${trial.forests.map((one) => html`<${Forest} key=${trial.name + one.name} one=${one} />`)}`}
    ${trial.flows.length > 0 && html`<h3>Participants of ${trial.name}</h3><div class="flows">${trial.flows.map((flow) => html`<${Flow} flow=${flow} />`)}</div>`}`;

  const trend = (element) => {
    const long = data.past.flatMap((one) => ["errors", "warnings", "infos"].map((kind) => ({ on: new Date(one.on), kind, n: one[kind] })));
    const plot = Plot.plot({
      width: width(element), height: 220, marginLeft: 50, marginRight: 70,
      style: { fontSize: "12px", background: "transparent", color: "inherit" },
      x: { type: "utc", label: null }, y: { label: "findings", grid: true, zero: true },
      ariaLabel: "Findings over time",
      marks: [
        Plot.lineY(long, { x: "on", y: "n", z: "kind", stroke: (one) => colour(one.kind.slice(0, -1)), strokeWidth: 2, marker: "circle" }),
        Plot.text(long, Plot.selectLast({ x: "on", y: "n", z: "kind", text: (one) => (one.kind === "infos" ? "notes" : one.kind), textAnchor: "start", dx: 8, fill: "currentColor" })),
      ],
    });
    hang(plot, element);
  };

  page.pictures = () => {
    const drawn = document.getElementById("drawn"), pick = document.getElementById("picture");
    const trendAt = document.getElementById("trend");
    if (trendAt && data.past.length) trend(trendAt);
    if (!drawn) return;
    data.pictures.forEach((trial, at) => pick.append(new Option(trial.name, String(at))));
    const urgent = data.trials.map((one) => data.pictures.findIndex((trial) => trial.name === one.name)).find((at) => at >= 0);
    pick.value = String(urgent ?? 0);
    const draw = () => preact.render(html`<${Trial} key=${pick.value} trial=${data.pictures[Number(pick.value)]} />`, drawn);
    pick.addEventListener("change", draw);
    let last = window.innerWidth;
    window.addEventListener("resize", () => {
      if (window.innerWidth === last) return;
      last = window.innerWidth;
      draw();
    });
    draw();
  };
}
