// What all parts of the page share: the data, and words for it. Text from data is only ever made a text node.
"use strict";
const page = {
  data: JSON.parse(document.getElementById("data").textContent),
  html: htm.bind(preact.h),
  // Whether a pooled estimate is concerned; how much cannot be said without the other results.
  pooled: {
    weight: " Where results are pooled, figures like these set the weight of this one.",
    effect: " Where results are pooled, these figures are what is pooled; its weight rests on others.",
  },
  words: { error: "error", warning: "warning", info: "note" },
  many: (count, thing) => `${count.toLocaleString("en")} ${thing}${count === 1 ? "" : "s"}`,
  title: (check) => page.data.checks[check] || check.replaceAll("_", " "),
  say: (text) => {
    document.getElementById("said").textContent = text;
  },
  isAccepted: (finding) => Boolean(finding.accepted),
};

// Text with the names in backticks set as code.
page.prose = (text) =>
  text.split(/`([^`]+)`/).map((part, at) => (at % 2 ? page.html`<code>${part}</code>` : part));

// Copy, also where the page was opened from disk and the browser keeps its clipboard to itself.
page.copy = async (text, what) => {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    const area = document.createElement("textarea");
    area.value = text;
    area.className = "unseen";
    document.body.append(area);
    const before = document.activeElement;
    area.select();
    document.execCommand("copy");
    area.remove();
    before?.focus();
  }
  page.say(`${what} copied`);
};

page.texts = (finding) => {
  const cells = finding.points.map((point) => {
    const row = page.data.rows[point.row];
    return row ? row.cells[point.col - 1] || "" : point.text || "";
  });
  return cells.filter(Boolean);
};

// A note to the authors of a report. It asks, and holds it possible that the reader is mistaken.
page.note = (finding) => {
  const trial = page.data.trials[finding.trial];
  const report = trial.reports.find((one) => one.id === finding.report);
  const cells = finding.points
    .map((point) => {
      const row = page.data.rows[point.row];
      const text = row ? row.cells[point.col - 1] : point.text;
      return text ? `  ${(point.words || point.column || "text").replaceAll("_", " ")}: ${text}` : "";
    })
    .filter(Boolean);
  const quotes = (finding.quotes || [])
    .filter((quote) => quote.pieces)
    .map((quote) => `  “${quote.pieces.map((piece) => piece[0]).join("").trim()}”`);
  return [
    "Dear authors,",
    "",
    `we are reading your report${report && report.title ? ` “${report.title}”` : ""} for a systematic review and would be grateful for your help with one passage.`,
    "",
    `We read: ${finding.message}.`,
    ...cells,
    ...(quotes.length ? ["", "The passage:", ...quotes] : []),
    ...(finding.reading ? ["", `One reading under which it would agree: ${finding.reading}.`] : []),
    "",
    "Which figure is meant? We may well have misread it.",
    "",
    "With many thanks,",
    "",
  ].join("\n");
};
