"""What is shown of other people's text, and how wide it is."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from triallint.render.characters import clipped, padded, shown, visible, width, wrapped

ANY_TEXT = st.text(st.characters(), max_size=60)


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("0.71 (0.47–1.03)", "0.71 (0.47–1.03)"),
        ("1\u2009440 \u00a0±", "1\u2009440 \u00a0±"),
        ("a\nb\r\tc", "a\\nb\\r\\tc"),
        ("\x1b[31m\x9b", "\\x1b[31m\\x9b"),
        ("\u202e021.", "\\u202e021."),
        ("0\u200b.7\ufeff", "0\\u200b.7\\ufeff"),
        ("\ud83d", "\\ud83d"),
        ("\U000e0041", "\\U000e0041"),
        ("می\u200cخواهم 👩\u200d🔬", "می\u200cخواهم 👩\u200d🔬"),
        ("1\u200d2\u200d", "1\\u200d2\\u200d"),
    ],
)
def test_control_and_invisible_characters_become_escapes(text: str, seen: str) -> None:
    assert visible(text) == seen


@given(ANY_TEXT)
def test_nothing_visible_can_act_on_a_screen(text: str) -> None:
    seen = visible(text)
    kinds = {unicodedata.category(char) for char in seen.replace("\u200c", "").replace("\u200d", "")}
    assert not kinds & {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
    assert seen.isprintable() or visible(seen) == seen


@pytest.mark.parametrize(
    ("text", "columns"),
    [
        ("", 0),
        ("ci_lower", 8),
        ("β-blocker", 9),
        ("プラセボ", 8),
        ("한국", 4),
        ("\u1112\u1161\u11ab", 2),
        ("é", 1),
        ("e\u0301", 1),
        ("👍", 2),
        ("👍🏽", 2),
        ("👩\u200d🔬", 2),
        ("❤\ufe0f", 2),
        ("❤", 1),
        ("🇨🇭", 2),
        ("שלום", 4),
    ],
)
def test_width_counts_columns_of_a_terminal(text: str, columns: int) -> None:
    assert width(text) == columns


@pytest.mark.parametrize(
    ("text", "columns", "short"),
    [
        ("0.71", 4, "0.71"),
        ("0.713", 4, "0.7…"),
        ("プラセボ", 8, "プラセボ"),
        ("プラセボ", 7, "プラセ…"),
        ("プラセボ", 6, "プラ…"),
        ("e\u0301e\u0301e\u0301", 3, "e\u0301e\u0301e\u0301"),
        ("e\u0301e\u0301e\u0301", 2, "e\u0301…"),
        ("abc", 1, "…"),
    ],
)
def test_clipping_keeps_to_the_columns(text: str, columns: int, short: str) -> None:
    assert clipped(text, columns) == short


@given(ANY_TEXT, st.integers(1, 30))
def test_shown_and_padded_text_is_exactly_as_wide_as_asked(text: str, columns: int) -> None:
    seen = shown(text, columns)
    assert width(seen) <= columns
    assert width(padded(seen, columns)) == columns


def test_a_cell_of_megabytes_costs_no_more_than_its_beginning() -> None:
    assert shown("\x00" * 10_000_000, 9) == "\\x00\\x00…"


@given(ANY_TEXT.map(visible), st.integers(4, 30))
def test_wrapping_keeps_every_character_and_the_width(text: str, columns: int) -> None:
    lines = wrapped(text, columns)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    assert all(width(line) <= columns for line in lines)
