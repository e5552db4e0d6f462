// The list of findings: one line each, grouped by trial, filtered, gone through by keyboard.
"use strict";
{
  const { html, data } = page;
  const by = (id) => document.getElementById(id);
  const wide = window.matchMedia("(min-width: 62rem)");
  let table = null;
  let visible = [];
  let chosen = null;

  const haystack = (finding) =>
    [
      finding.message, finding.check, page.title(finding.check), finding.report, finding.where, finding.id,
      finding.reading, finding.remedy, data.trials[finding.trial].name,
      ...data.trials[finding.trial].reports.filter((one) => one.id === finding.report).map((one) => one.title),
      ...page.texts(finding),
    ].join("\n").toLowerCase();

  const line = (finding) => {
    const element = document.createElement("div");
    preact.render(
      html`<span class="dot ${finding.severity}" aria-hidden="true"></span>
        <span class="text"><span class="unseen">${page.words[finding.severity]}: </span>${page.prose(finding.message)}</span>
        <span class="under">${finding.accepted ? "accepted · " : ""}${finding.crosses ? html`<b>may change a conclusion</b> · ` : ""}${finding.where}</span>`,
      element,
    );
    element.className = "line";
    return element;
  };

  const heading = (trial, count) => {
    const one = data.trials[trial];
    const title = one.reports.length ? one.reports[0].title : "";
    const element = document.createElement("span");
    element.className = "heading";
    preact.render(html`<b>${one.name}</b> <span class="count">${count.toLocaleString("en")}</span> <span class="title">${title}</span>`, element);
    return element;
  };

  const wanted = () => {
    const words = by("search").value.toLowerCase().split(/\s+/).filter(Boolean);
    const severities = new Set([...document.querySelectorAll("[name=severity]:checked")].map((one) => one.value));
    const trial = by("trial").value, check = by("check").value, state = by("state").value, crosses = by("crosses").checked;
    return (finding) =>
      severities.has(finding.severity) &&
      (!trial || String(finding.trial) === trial) &&
      (!check || finding.check === check) &&
      (!state || (state === "accepted") === page.isAccepted(finding)) &&
      (!crosses || finding.crosses) &&
      words.every((word) => finding.words.includes(word));
  };

  page.filter = () => {
    const begun = performance.now();
    visible = data.findings.filter(wanted());
    table.replaceData(visible);
    by("shown").textContent = `${visible.length.toLocaleString("en")} of ${page.many(data.findings.length, "finding")} shown`;
    page.filteredIn = performance.now() - begun;
    if (chosen && !visible.includes(chosen) && wide.matches) page.choose(visible[0] || null, {});
  };

  page.visible = () => visible;

  const rowOf = (finding) => finding && table.getRow(finding.id);

  const mark = () => {
    for (const one of document.querySelectorAll("#list .tabulator-row[data-id]")) {
      const is = Boolean(chosen) && one.dataset.id === chosen.id;
      one.classList.toggle("chosen", is);
      one.setAttribute("aria-selected", String(is));
      one.tabIndex = is || (!chosen && one.dataset.id === visible[0]?.id) ? 0 : -1;
    }
  };

  const step = (by) => visible[visible.indexOf(chosen) + by];

  const Steps = ({ at }) => html`<p class="steps">
    <button type="button" class="back" onClick=${page.close}>Back to the list</button>
    <button type="button" data-step="-1" disabled=${at <= 0} onClick=${() => page.choose(step(-1), { link: true })}>Previous</button>
    <button type="button" data-step="1" disabled=${at >= visible.length - 1} onClick=${() => page.choose(step(1), { link: true })}>Next</button>
    <span>${at >= 0 ? `${(at + 1).toLocaleString("en")} of ${visible.length.toLocaleString("en")}` : ""}</span>
  </p>`;

  // Show a finding. `open`: bring its detail to the front; `link`: put it into the address; `focus`: its line.
  page.choose = (finding, { open = false, link = false, focus = false }) => {
    if (finding === undefined) return;
    chosen = finding;
    const detail = by("detail");
    preact.render(
      finding
        ? html`<${page.Finding} key=${finding.id} finding=${finding} steps=${html`<${Steps} at=${visible.indexOf(finding)} />`} />`
        : html`<p class="empty">No finding is left by these filters.</p>`,
      detail,
    );
    mark();
    if (finding && link) history.replaceState(null, "", `#${finding.id}`);
    if (open) document.body.classList.add("reading");
    detail.scrollTop = 0;
    for (const box of detail.querySelectorAll(".rows")) {
      const cell = box.querySelector("td.first") || box.querySelector("td.marked");
      if (!cell) continue;
      const end = cell.offsetLeft + cell.offsetWidth;
      if (end > box.clientWidth) box.scrollLeft = end - (box.clientWidth + cell.offsetWidth) / 2;
    }
    if (open) detail.focus({ preventScroll: wide.matches });
    if (focus && finding) page.reach(finding);
  };

  page.reach = async (finding) => {
    const row = rowOf(finding);
    if (!row) return;
    await table.scrollToRow(row, "nearest", false).catch(() => {});
    mark();
    row.getElement().focus();
  };

  page.close = () => {
    document.body.classList.remove("reading");
    if (chosen) page.reach(chosen);
  };

  const keys = { ArrowDown: 1, ArrowUp: -1, PageDown: 10, PageUp: -10, Home: -1e9, End: 1e9 };
  const onKey = (event) => {
    if (!event.target.closest(".tabulator-row")) return;
    const at = chosen ? visible.indexOf(chosen) : -1;
    if (event.key in keys) {
      const to = Math.max(0, Math.min(visible.length - 1, at + keys[event.key]));
      page.choose(visible[to], { link: true, focus: true });
    } else if (event.key === "Enter" || event.key === " ") {
      page.choose(at < 0 ? visible[0] : chosen, { open: true, link: true });
    } else return;
    event.preventDefault();
    event.stopPropagation();
  };

  // To a screen reader it is a list of choices, one of which is shown: not a grid of cells.
  const as = (part, role) => {
    part.getElement().setAttribute("role", role);
    return part;
  };

  page.list = () => {
    for (const finding of data.findings) finding.words = haystack(finding);
    by("detail").replaceChildren();
    table = new Tabulator("#list", {
      data: [],
      index: "id",
      height: "100%",
      headerVisible: false,
      layout: "fitColumns",
      rowHeight: 70,
      keybindings: false,
      placeholder: "No finding is left by these filters.",
      columns: [{ field: "message", formatter: (cell) => as(cell, "presentation") && line(cell.getRow().getData()), headerSort: false }],
      groupBy: "trial",
      groupToggleElement: false,
      groupHeader: (value, count, _, group) => as(group, "presentation") && heading(value, count),
      rowFormatter: (row) => {
        const element = as(row, "option").getElement();
        element.setAttribute("aria-setsize", visible.length);
        element.setAttribute("aria-posinset", visible.indexOf(row.getData()) + 1);
        element.dataset.id = row.getData().id;
        element.classList.toggle("chosen", row.getData() === chosen);
        element.tabIndex = row.getData() === (chosen || visible[0]) ? 0 : -1;
      },
    });
    table.on("rowClick", (_, row) => page.choose(data.findings.find((one) => one.id === row.getData().id), { open: !wide.matches, link: true, focus: wide.matches }));
    by("list").addEventListener("keydown", onKey, true);
    return new Promise((done) => table.on("tableBuilt", done)).then(() => {
      by("list").removeAttribute("role");
      const holder = document.querySelector("#list .tabulator-tableholder");
      holder.removeAttribute("tabindex");
      const box = holder.querySelector(".tabulator-table");
      box.setAttribute("role", "listbox");
      box.setAttribute("aria-label", "Findings");
    });
  };
}
