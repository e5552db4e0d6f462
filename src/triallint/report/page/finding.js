// One finding in full: what it says, the row, the source, the answers, what to do.
"use strict";
{
  const { html, data } = page;

  const Chip = ({ kind, children }) => html`<span class="chip ${kind}">${children}</span>`;

  // Columns that say where a row was read, for programs.
  const MACHINE = new Set(["at", "document_sha256"]);

  // The rows that a finding points into, those of one file as one table, its cells marked.
  const rowTables = (finding) => {
    const tables = new Map();
    for (const [at, point] of finding.points.entries()) {
      const row = data.rows[point.row];
      if (!row) continue;
      const file = row.where.slice(0, row.where.lastIndexOf(":"));
      const key = `${row.head} ${file}`;
      if (!tables.has(key)) tables.set(key, { head: data.heads[row.head], rows: new Map() });
      const rows = tables.get(key).rows;
      if (!rows.has(point.row)) rows.set(point.row, { row, marks: new Map() });
      rows.get(point.row).marks.set(point.col - 1, { first: at === 0, words: point.words, part: point.part });
    }
    return [...tables.values()];
  };

  const Cell = ({ text, mark }) => {
    const at = mark && mark.part ? text.indexOf(mark.part) : -1;
    const inner =
      at < 0 ? text : html`${text.slice(0, at)}<b>${mark.part}</b>${text.slice(at + mark.part.length)}`;
    if (!mark) return html`<td><span class="cell">${inner}</span></td>`;
    return html`<td class="marked ${mark.first ? "first" : ""}">
      <mark class="cell">${text ? inner : "(blank)"}</mark>${mark.words && html`<small>${mark.words}</small>`}
    </td>`;
  };

  const Rows = ({ head, rows }) => {
    const entries = [...rows.values()].sort((a, b) => a.row.line - b.row.line);
    const shown = head
      .map((name, at) => at)
      .filter((at) => entries.some(({ row, marks }) => marks.has(at) || (row.cells[at] && !MACHINE.has(head[at]))));
    const where = entries[0].row.where;
    return html`<div class="scroll rows" tabindex="0" role="region" aria-label=${`Row at ${where}`}>
      <table class="plain">
        <caption><span>${where}${entries.length > 1 ? ` and ${page.many(entries.length - 1, "more row")}` : ""}</span></caption>
        <thead><tr><th scope="col">line</th>${shown.map((at) => html`<th scope="col">${head[at]}</th>`)}</tr></thead>
        <tbody>
          ${entries.map(
            ({ row, marks }) => html`<tr>
              <th scope="row">${row.line}</th>
              ${shown.map((at) => html`<${Cell} text=${row.cells[at] || ""} mark=${marks.get(at)} />`)}
            </tr>`,
          )}
        </tbody>
      </table>
    </div>`;
  };

  const Source = ({ quotes }) =>
    quotes.map((quote) =>
      quote.missing
        ? html`<p class="fine">The document that this was read from is not at hand; <code>--documents FOLDER</code> shows its sentence here.</p>`
        : html`<figure class="quote">
            <blockquote>${quote.pieces.map(([text, marked]) => (marked ? html`<mark>${text}</mark>` : text))}</blockquote>
            <figcaption>${quote.document}, from character ${quote.from.toLocaleString("en")}</figcaption>
          </figure>`,
    );

  const Answer = ({ answer, marked }) => {
    const standIn = answer.by === "stand-in";
    const who = standIn ? "the stand-in, not NCBI" : answer.by;
    const source = who ? `${who}, ${answer.on}` : "nobody";
    if (answer.state !== "found" || !answer.fields.length) {
      const said = answer.state === "absent" ? "has no such record" : "unverified";
      return html`<p>${answer.about}: ${said}${answer.reason && `: ${answer.reason}`} <span class="fine">(${source})</span></p>`;
    }
    return html`<div class="scroll" tabindex="0" role="region" aria-label=${`Answer about ${answer.about}`}>
      <table class="plain beside">
        <caption>${answer.about}, answered by <strong class=${standIn ? "stand-in" : ""}>${who}</strong> on ${answer.on}${answer.kept && html`, kept in <code>${answer.kept}</code>`}</caption>
        <thead><tr><th scope="col">Field</th><th scope="col">The table</th><th scope="col">The answer</th></tr></thead>
        <tbody>
          ${answer.fields.map(
            ([label, ours, theirs, name]) => html`<tr class=${name && marked.has(name) ? "conflict" : ""}>
              <th scope="row">${label}</th><td>${ours || "–"}</td><td>${theirs || "–"}</td>
            </tr>`,
          )}
        </tbody>
      </table>
    </div>`;
  };

  const Fact = ({ name, children }) => html`<dt>${name}</dt><dd>${children}</dd>`;

  const People = ({ row }) => {
    const [extracted, verified] = row ? row.by : ["", ""];
    return html`extracted by ${extracted || "(not recorded)"}, verified by ${verified || "(not recorded)"}`;
  };

  const CERTAINTY = {
    stated: "rests on the printed figures alone",
    inferred: "rests on a convention inferred from the table",
    assumed: "rests on an assumption that the report does not state",
  };

  const Fix = ({ fix }) => html`
    ${fix.title} (${fix.safe ? "safe: triallint check --fix applies it" : "for a person to judge"})
    <ul>${fix.edits.map(([where, before, after]) => html`<li>${where}: “${before || "(blank)"}” becomes “${after}”</li>`)}</ul>`;

  const Buttons = ({ finding }) => {
    const link = `#${finding.id}`;
    return html`<div class="buttons">
      ${finding.command && html`<button type="button" data-copy="command" onClick=${() => page.copy(finding.command, "The accept command was")}>Copy the accept command</button>`}
      <button type="button" data-copy="note" onClick=${() => page.copy(page.note(finding), "A note to the authors was")}>Copy a note to the authors</button>
      <button type="button" data-copy="link" onClick=${() => page.copy(new URL(link, location.href).href, "The link was")}>Copy a link</button>
    </div>
    <details class="why"><summary>What these copy</summary>${finding.command && html`<pre tabindex="0">${finding.command}</pre>`}<pre tabindex="0">${page.note(finding)}</pre></details>`;
  };

  page.Finding = ({ finding, steps }) => {
    const first = data.rows[finding.points[0].row];
    const marked = new Set(finding.points.map((point) => point.column));
    const places = finding.points.filter((point) => !data.rows[point.row] && point.place);
    const accepted = finding.accepted;
    const trial = data.trials[finding.trial];
    return html`<article class="finding ${finding.severity}">
      ${steps}
      <p class="chips">
        <${Chip} kind=${finding.severity}>${page.words[finding.severity]}<//>
        ${accepted && html`<${Chip} kind="accepted">accepted<//>`}
        ${finding.crosses && html`<${Chip} kind="crosses">may change a conclusion<//>`}
      </p>
      <h3>${page.prose(finding.message)}</h3>
      <p class="fine">${trial.name}${finding.report && `, report ${finding.report}`} · ${finding.where}</p>
      ${accepted &&
      html`<p class="note">Accepted${accepted.by && ` by ${accepted.by}`}${accepted.on && ` on ${accepted.on}`}${accepted.until && `, until ${accepted.until}`}: ${accepted.reason || "no reason is recorded"}</p>`}
      ${rowTables(finding).map((table) => html`<${Rows} ...${table} />`)}
      ${places.length > 0 && html`<ul class="places">${places.map((point) => html`<li>${point.place}${point.text && `: “${point.text}”`}${point.words && ` (${point.words})`}</li>`)}</ul>`}
      ${finding.quotes && html`<h4>In the source</h4><${Source} quotes=${finding.quotes} />`}
      ${finding.reading && html`<h4>Readings that fit</h4><p>${page.prose(finding.reading)}</p>`}
      ${finding.answers && first && first.answers && html`<h4>What was answered about it</h4>${first.answers.map((one) => html`<${Answer} answer=${one} marked=${marked} />`)}`}
      <h4>What to do</h4>
      <p>${page.prose(finding.remedy || "Nothing has to be done; it is said so that it is known.")}</p>
      ${finding.fix && html`<div class="note"><${Fix} fix=${finding.fix} /></div>`}
      <${Buttons} finding=${finding} />
      <h4>What it rests on</h4>
      <dl class="facts">
        <${Fact} name="Check"><a href=${`#check-${finding.check}`}>${page.title(finding.check)}</a><//>
        <${Fact} name="Consequence">${finding.crosses ? "It crosses the significance level, the null or a margin: a conclusion may change." : "It crosses no significance level, null or margin that the check knows of."}${page.pooled[finding.weighs]}<//>
        <${Fact} name="Certainty">${CERTAINTY[finding.certainty]}${finding.basis && `: ${finding.basis.join("; ")}`}<//>
        ${finding.margin && html`<${Fact} name="Margin">${finding.margin}<//>`}
        ${first && html`<${Fact} name="Row"><${People} row=${first} /><//>`}
        <${Fact} name="Fingerprint"><code>${finding.id}</code><//>
      </dl>
    </article>`;
  };
}
