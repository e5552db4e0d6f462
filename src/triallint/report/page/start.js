// Puts the page together: the filters' choices, links, printing.
"use strict";
{
  const { data, html } = page;
  const by = (id) => document.getElementById(id);
  const MOST_PRINTED = 300;

  const choices = () => {
    data.trials.forEach((trial, at) => by("trial").append(new Option(trial.name, String(at))));
    const checks = [...new Set(data.findings.map((one) => one.check))].sort((a, b) => page.title(a).localeCompare(page.title(b)));
    for (const check of checks) by("check").append(new Option(page.title(check), check));
  };

  const reset = () => {
    by("filters").reset();
    if (!data.findings.some((one) => !page.isAccepted(one))) by("state").value = "";
  };

  // A link that sets a filter: one severity, one trial, one check, what was accepted, what may change a conclusion.
  const only = (link) => {
    reset();
    const { only: kind, trial, check } = link.dataset;
    if (trial !== undefined) by("trial").value = trial;
    if (check !== undefined) by("check").value = check;
    if (check !== undefined) by("state").value = "";
    if (kind === "accepted") by("state").value = "accepted";
    else if (kind === "crosses") by("crosses").checked = true;
    else if (kind) for (const box of document.querySelectorAll("[name=severity]")) box.checked = box.value === kind;
    page.filter();
    page.choose(page.visible()[0] || null, {});
  };

  const follow = () => {
    const name = decodeURIComponent(location.hash.slice(1));
    const finding = data.findings.find((one) => one.id === name || (name.length >= 6 && one.id.startsWith(name)));
    if (finding) {
      if (!page.visible().includes(finding)) {
        reset();
        by("state").value = "";
        page.filter();
      }
      page.choose(finding, { open: true });
      page.reach(finding).then(() => by("detail").focus({ preventScroll: true }));
      by("findings").scrollIntoView();
      return;
    }
    const target = name && by(name);
    for (let one = target; one; one = one.parentElement) if (one.tagName === "DETAILS") one.open = true;
    if (target) target.scrollIntoView();
  };

  const print = () => {
    const findings = page.visible().slice(0, MOST_PRINTED);
    const left = page.visible().length - findings.length;
    preact.render(
      html`<p>${page.many(findings.length, "finding")} of ${data.findings.length.toLocaleString("en")}, as filtered.${left > 0 && ` ${page.many(left, "more")} not printed here: filter by trial to print the rest.`}</p>
        ${findings.map((finding) => html`<${page.Finding} finding=${finding} />`)}`,
      by("printed"),
    );
    for (const one of document.querySelectorAll("#printed details")) one.remove();
  };

  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-only], a[data-trial], a[data-check]");
    if (link) only(link);
    const inner = event.target.closest("#detail a[href^='#check-']");
    if (inner) document.body.classList.remove("reading");
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && document.body.classList.contains("reading")) page.close();
    const typing = event.target.matches("input, select, textarea");
    if (event.key === "/" && !typing) {
      event.preventDefault();
      by("search").focus();
    }
  });
  window.addEventListener("hashchange", follow);
  window.addEventListener("beforeprint", print);
  window.addEventListener("afterprint", () => preact.render(null, by("printed")));

  choices();
  reset();
  page.list().then(() => {
    by("filters").addEventListener("input", page.filter);
    by("filters").addEventListener("submit", (event) => event.preventDefault());
    by("clear").addEventListener("click", (event) => {
      event.preventDefault();
      reset();
      page.filter();
    });
    page.filter();
    page.choose(page.visible()[0] || null, {});
    page.pictures?.();
    follow();
    document.documentElement.dataset.ready = "yes";
  });
}
