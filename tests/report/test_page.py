"""The report in a real browser: filters, search, links, keyboard, hostile text, accessibility, size."""

from datetime import date
from pathlib import Path
from typing import Any

from tests.conftest import Say
from triallint.catalogue import catalogue
from triallint.config import Config
from triallint.pipeline import check_paths
from triallint.report import Material, Past, build

from . import corpus
from .conftest import Watched

AXE = Path(__file__).parent / "vendor" / "axe.min.js"


def lines(page: Any) -> list[str]:
    """The identities of the findings that pass the filters, in their order."""
    found: list[str] = page.evaluate("page.visible().map((one) => one.id)")
    return found


def percent(page: Any) -> str:
    """Filters for the percent of report A that does not fit its count, and gives the finding's identity."""
    page.select_option("#check", "percent_is_events_over_total")
    page.fill("#search", "printed 48")
    [found] = lines(page)
    return found


def test_opens_from_disk_and_shows_the_first_finding(desk: Watched, small: Path) -> None:
    page = desk.open(small)
    assert page.inner_text("h1") == "Validation report"
    first = page.evaluate("page.visible()[0].message")
    assert page.inner_text("#detail h3").replace("`", "") == first.replace("`", "")
    assert page.evaluate("scrollY") == 0
    assert len(lines(page)) == page.evaluate("page.data.findings.filter((one) => !one.accepted).length")


def test_filters_by_severity_state_trial_and_check(desk: Watched, small: Path) -> None:
    page = desk.open(small)
    every = page.evaluate("page.data.findings")
    page.uncheck("input[value=info]")
    page.uncheck("input[value=warning]")
    assert lines(page) == [
        one["id"] for one in every if one["severity"] == "error" and not one.get("accepted")
    ]
    page.click("#clear")
    page.select_option("#state", "accepted")
    assert lines(page) == [one["id"] for one in every if one.get("accepted")]
    assert "Accepted by Ada on 2026-01-02" in page.inner_text("#detail")
    page.select_option("#state", "")
    assert lines(page) == [one["id"] for one in every]
    page.select_option("#trial", "1")
    assert lines(page) == [one["id"] for one in every if one["trial"] == 1]
    page.click("#clear")
    check = every[0]["check"]
    page.select_option("#check", check)
    assert lines(page) == [one["id"] for one in every if one["check"] == check and not one.get("accepted")]
    page.click("#clear")
    page.check("#crosses")
    assert lines(page) == [one["id"] for one in every if one.get("crosses") and not one.get("accepted")]
    assert f"{len(lines(page))} of {len(every)} findings shown" == page.inner_text("#shown")


def test_search_finds_words_values_and_fingerprints(desk: Watched, small: Path) -> None:
    page = desk.open(small)
    found = percent(page)
    assert "48 of 120" in page.inner_text("#detail h3")
    page.click("#clear")
    page.fill("#search", found)
    assert lines(page) == [found]
    page.fill("#search", "no such words anywhere")
    assert lines(page) == []
    assert "No finding is left" in page.inner_text("#list")
    page.click("#clear")
    assert len(lines(page)) > 1


def test_a_link_opens_its_finding_even_an_accepted_one(desk: Watched, small: Path) -> None:
    page = desk.open(small)
    identity = page.evaluate("page.data.findings.find((one) => one.accepted).id")
    page = desk.open(small, "#" + identity[:8])
    page.goto("about:blank")
    page = desk.open(small, "#" + identity)
    assert identity in page.inner_text("#detail")
    page.click("#detail a[href^='#check-']")
    name = page.evaluate("location.hash").removeprefix("#")
    page.wait_for_function("(name) => document.getElementById(name).open", arg=name)  # after the hash changed
    assert page.is_visible(f"[id='{name}'] .prose")


def test_links_of_the_summary_set_the_filters(desk: Watched, small: Path) -> None:
    page = desk.open(small)
    page.click(".tile.error a")
    severities = page.evaluate("[...new Set(page.visible().map((one) => one.severity))]")
    assert severities == ["error"]
    page.click(".tile.accepted a")
    assert page.evaluate("page.visible().every((one) => one.accepted)")
    page.click(".urgent a >> nth=0")
    assert page.evaluate("new Set(page.visible().map((one) => one.trial)).size") == 1


def test_everything_is_done_by_keyboard(desk: Watched, small: Path) -> None:
    page = desk.open(small)
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "search"
    for _ in range(30):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.classList.contains('tabulator-row')"):
            break
    ids = lines(page)
    assert page.evaluate("document.activeElement.dataset.id") == ids[0]
    place = page.evaluate(
        "['role', 'posinset', 'setsize'].map((name, at) => document.activeElement.getAttribute((at ? 'aria-' : '') + name))"
    )
    assert place == ["option", "1", str(len(ids))]
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.wait_for_function("(id) => document.activeElement.dataset.id === id", arg=ids[2])
    assert page.evaluate("location.hash") == f"#{ids[2]}"
    page.keyboard.press("End")
    page.wait_for_function("(id) => document.activeElement.dataset.id === id", arg=ids[-1])
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "detail"
    assert ids[-1] in page.inner_text("#detail")


def test_a_finding_shows_its_row_source_and_people(desk: Watched, small: Path) -> None:
    page = desk.open(small)
    percent(page)
    detail = page.inner_text("#detail")
    assert page.inner_text("#detail td.first mark") == "48"
    assert page.inner_text("#detail blockquote mark") == "48"
    assert "Hiccups had stopped in 48 of 120 people (40%) who took the remedy." in page.inner_text(
        "#detail blockquote"
    )
    assert "extracted by Ada, verified by Bo" in detail
    assert "Where results are pooled, figures like these set the weight of this one." in detail


def test_buttons_copy_the_command_and_a_note(desk: Watched, small: Path) -> None:
    page = desk.open(small)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    found = percent(page)
    page.click("[data-copy=command]")
    page.wait_for_function("() => document.getElementById('said').textContent.includes('copied')")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith(f"triallint accept {found} --in ")
    assert copied.endswith('/papers --reason "…"'), "it names the documents that the finding rests on"
    page.click("[data-copy=note]")
    page.wait_for_function("() => document.getElementById('said').textContent.includes('note')")
    note = page.evaluate("navigator.clipboard.readText()")
    assert note.startswith("Dear authors,")
    assert "We may well have misread it." in note
    for word in ("wrong", "mistake", "fault", "careless", "fail"):
        assert word not in note.lower()


def test_hostile_text_is_text(desk: Watched, small: Path) -> None:
    page = desk.open(small)
    for at in range(len(lines(page))):
        page.evaluate("(at) => page.choose(page.visible()[at], { open: true })", at)
    page.select_option("#state", "accepted")
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    assert page.evaluate("window.hurt") is None
    assert page.locator("main img").count() == 0
    assert page.locator("main script").count() == 0
    assert "<script>window.hurt=1</script>" in page.inner_text("#detail .note")


def test_on_a_phone_a_finding_covers_the_list_and_goes_away(phone: Watched, small: Path) -> None:
    page = phone.open(small)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert not page.is_visible("#detail")
    page.locator(".tabulator-row[data-id]").nth(1).click()
    assert page.is_visible("#detail")
    assert lines(page)[1] in page.inner_text("#detail")
    page.click("[data-step='1']")
    assert lines(page)[2] in page.inner_text("#detail")
    hidden = page.evaluate(_HIDDEN)
    assert hidden == [], "in every table of rows the first marked cell is in sight"
    page.click(".back")
    assert not page.is_visible("#detail")


_HIDDEN = """() => page.visible().flatMap((finding) => {
  page.choose(finding, { open: true });
  return [...document.querySelectorAll("#detail .rows")].filter((box) => {
    const marked = box.querySelector("td.first") || box.querySelector("td.marked");
    const cell = marked.getBoundingClientRect(), frame = box.getBoundingClientRect();
    return cell.left + 10 > frame.right || cell.right < frame.left + 10;
  }).map(() => finding.message);
})"""


def test_pictures_draw_what_is_printed_over_what_is_computed(desk: Watched, small: Path) -> None:
    page = desk.open(small)
    page.select_option("#picture", label="HIC-1")
    plot = page.locator("#drawn svg[role=img]").first
    assert plot.get_attribute("aria-description").count("A: ") >= 1, "reports of one trial are told apart"
    assert "0.62 (95 % 0.39 to 0.98)" in plot.get_attribute("aria-description")
    assert "computed anew 0.62 (0.298" in plot.get_attribute("aria-description")
    boxes = page.locator(".flow .box").all_inner_texts()
    assert [box.split()[0] for box in boxes[:3]] == ["300", "62", "240"]


def test_trend_ends_with_this_run(desk: Watched, tmp_path: Path) -> None:
    corpus.small(tmp_path)
    past = [Past(date(2026, 1, day), 5 - day, 3, day) for day in (1, 2, 3)]
    found = catalogue(Config())
    run = check_paths([tmp_path], found)
    (tmp_path / "report.html").write_text(
        build(Material(run, found, "0", date(2026, 1, 4), past=past)), "utf-8"
    )
    page = desk.open(tmp_path / "report.html")
    assert page.locator("#trend svg path").count() >= 3
    assert page.locator("#pictures tbody tr, #pictures table tr").count() >= 4
    assert _violations(page, where="#trend") == []


def test_prints_the_findings_that_the_filters_leave(desk: Watched, small: Path) -> None:
    page = desk.open(small)
    percent(page)
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    assert page.locator("#printed article").count() == 1
    assert page.is_visible("#printed article")
    assert not page.is_visible("#list")
    page.evaluate("window.dispatchEvent(new Event('afterprint'))")
    assert page.locator("#printed article").count() == 0


def test_axe_finds_nothing_against_it_in_light_and_dark(desk: Watched, small: Path) -> None:
    desk.page.emulate_media(color_scheme="light")
    page = desk.open(small)
    page.evaluate("for (const one of document.querySelectorAll('details')) one.open = true")
    light = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert _violations(page) == []
    page.emulate_media(color_scheme="dark")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") != light
    assert _violations(page, only="color-contrast") == [], "colours are all that differs"


def test_axe_finds_nothing_against_it_on_a_phone(phone: Watched, small: Path) -> None:
    page = phone.open(small)
    page.locator(".tabulator-row[data-id]").nth(0).click()
    assert _violations(page) == []


def _violations(page: Any, where: str = "html", only: str = "") -> list[str]:
    """What axe-core finds, run from the protocol's own world, which the page's policy does not bind."""
    page.evaluate(AXE.read_text(encoding="utf-8"))
    options = {"resultTypes": ["violations"]} | ({"runOnly": [only]} if only else {})
    found = page.evaluate("([where, options]) => axe.run(where, options)", [where, options])
    assert len(found["passes"]) >= (1 if only or where != "html" else 20), "the scan looked at the page"
    return [
        f"{one['id']}: {node['target']} {node.get('failureSummary', '')}"
        for one in found["violations"]
        for node in one["nodes"][:3]
    ]


def test_five_thousand_findings_open_and_filter(desk: Watched, large: Path, say: Say) -> None:
    from time import perf_counter

    begun = perf_counter()
    page = desk.open(large)
    opened = perf_counter() - begun
    assert len(lines(page)) == 5000
    assert page.locator("#list .tabulator-row").count() < 100, "only what is seen is in the page"
    page.fill("#search", "kind r0500")
    assert len(lines(page)) == 5
    sought = page.evaluate("page.filteredIn")
    page.click("#clear")
    cleared = page.evaluate("page.filteredIn")
    target = page.evaluate("page.data.findings[4321].id")
    page.evaluate("(id) => { location.hash = id }", target)
    page.wait_for_selector(f"[data-id='{target}'].chosen")
    frames = page.evaluate(_SCROLL)
    size = large.stat().st_size / 1e6
    say(f"report, 1,000 reports and 5,000 findings: {size:.1f} MB, opened in {opened:.2f} s")
    say(
        f"report, filtered in {sought:.0f} ms, cleared in {cleared:.0f} ms, {frames:.1f} ms a frame scrolling"
    )


_SCROLL = """async () => {
  const holder = document.querySelector(".tabulator-tableholder");
  const begun = performance.now();
  for (let at = 0; at < 30; at++) {
    holder.scrollTop = at * 700;
    await new Promise(requestAnimationFrame);
  }
  return (performance.now() - begun) / 30;
}"""
