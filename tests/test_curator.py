"""A curator's way from README and the templates alone, as `docs/curator.md` shows it, ends in its report."""

import json
from pathlib import Path

from tests import session

PAGE = Path(__file__).parents[1] / "docs" / "curator.md"


def test_what_the_session_accepted_is_in_its_report(tmp_path: Path) -> None:
    outputs = session.ran(PAGE.read_text(encoding="utf-8"), tmp_path)
    stopped, passed = outputs[2][-1], outputs[-2][-1]
    assert "Failed" in stopped
    assert "Passed" in passed
    page = (tmp_path / "work" / "my-review" / "report.html").read_text(encoding="utf-8")
    data = json.loads(page.partition('id="data"')[2].partition(">")[2].partition("</script>")[0])
    (accepted,) = [one for one in data["findings"] if "accepted" in one]
    assert accepted["accepted"]["by"] == "Ada Curator"
    assert accepted["accepted"]["reason"].startswith("printed so in table 2")
