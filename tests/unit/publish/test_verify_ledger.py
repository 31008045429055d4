"""The programs in examples/verify-ledger, on a copy they took of a site: every silent change is found."""

from __future__ import annotations

import copy
import importlib.util
import json
import sys
import threading
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from werkzeug.serving import make_server

from services.publish.domain.ledger.content import FIELDS, PART_FIELDS
from tests.unit.publish.builders import CODE, Portal, a_case
from tests.unit.publish.site import a_site

PROGRAMS = Path(__file__).parents[3] / "examples" / "verify-ledger"
FIRST, SECOND, FORGED = "11" * 32, "22" * 32, "99" * 32
GONE, THIRD = "2611231111118", "2611232222227"
Copy = dict[str, Any]
Kept = dict[str, Any]


def program(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(f"verify_ledger_{name}", PROGRAMS / f"{name}.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


download, verify = program("download"), program("verify")


def a_portal(*keys: str, answer: str = "Đã thay cả dãy đèn.") -> Portal:
    """Return a portal three days on: a case that was corrected, one taken back, one published again."""
    portal = Portal(ledger_keys=keys or (FIRST,))
    portal.app.on_cases(a_case().history() + a_case(GONE).history() + a_case(THIRD).history())
    portal.app.ledger.append()
    portal.app.on_cases([a_case().answered(2, answer=answer)])
    portal.app.withhold_publication(GONE, "bien-tap", "có tên người khác")
    portal.app.withhold_publication(THIRD, "bien-tap", "xem lại")
    portal.app.approve_publication(THIRD, "bien-tap")
    portal.app.ledger.append()
    for _ in range(3):
        portal.clock.at += timedelta(days=1)
        portal.app.keep_house()
    return portal


def taken(portal: Portal, folder: Path) -> Copy:
    """Return what the program downloads of a portal, over HTTP."""
    server = make_server("127.0.0.1", 0, a_site(portal), threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        download.main(f"http://127.0.0.1:{server.server_port}/", str(folder))
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
    return {file.stem: json.loads(file.read_text("utf-8")) for file in folder.glob("*.json")}


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Copy:
    return taken(a_portal(), tmp_path_factory.mktemp("copy"))


def kept_before() -> Kept:
    return {"keys": [], "roots": {}}


def wrong(taken_: Copy, kept: Kept | None = None) -> list[str]:
    kept = kept if kept is not None else kept_before()
    entries, roots, cases, earlier = (taken_[name] for name in ("entries", "roots", "cases", "earlier"))
    return [
        *verify.wrong_in_chain(entries),
        *verify.wrong_in_roots(entries, roots, kept),
        *verify.wrong_in_texts(entries, cases, earlier),
    ]


def test_the_programs_cover_what_the_ledger_covers() -> None:
    assert set(verify.FIELDS) | set(verify.PARTS) == set(FIELDS)
    assert verify.PARTS == PART_FIELDS


def test_an_honest_site_is_found_well(whole: Copy) -> None:
    assert wrong(whole) == []
    assert len(whole["entries"]) == 7 and set(whole["cases"]) == {CODE, THIRD} and set(whole["earlier"]) == {"1"}


def rechain(entries: list[Any]) -> None:
    """Make a chain whole again, as somebody would who has the database."""
    previous = "0" * 64
    for number, entry in enumerate(entries, 1):
        entry |= {"number": number, "previous": previous}
        header = {name: entry[name] for name in verify.HEADER}
        previous = entry["hash"] = verify.hashlib.sha256(verify.canonical(header)).hexdigest()


def a_letter_of_an_answer(taken_: Copy) -> None:
    taken_["cases"][CODE]["answer"] = taken_["cases"][CODE]["answer"].replace("dãy", "dây")


def a_letter_of_an_earlier_answer(taken_: Copy) -> None:
    taken_["earlier"]["1"]["answer"] = taken_["earlier"]["1"]["answer"].replace("bóng", "bỏng")


def who_was_responsible(taken_: Copy) -> None:
    taken_["cases"][CODE]["steps"][0]["agency_name"] += "."


def a_removed_entry(taken_: Copy) -> None:
    del taken_["entries"][2]


def the_last_entry_removed(taken_: Copy) -> None:
    del taken_["entries"][-1]


def a_reordered_entry(taken_: Copy) -> None:
    entries = taken_["entries"]
    entries[1], entries[2] = entries[2], entries[1]


def an_answer_and_its_digest(taken_: Copy) -> None:
    taken_["cases"][CODE]["answer"] = "Chưa làm gì."
    entry = [each for each in taken_["entries"] if each["code"] == CODE][-1]
    content = {name: taken_["cases"][CODE][name] for name in FIELDS}
    entry["digest"] = verify.hashlib.sha256(entry["salt"].encode() + verify.canonical(content)).hexdigest()


def a_chain_made_anew(taken_: Copy) -> None:
    an_answer_and_its_digest(taken_)
    rechain(taken_["entries"])


def a_withdrawal_without_an_entry(taken_: Copy) -> None:
    del taken_["cases"][CODE]


def a_publication_without_an_entry(taken_: Copy) -> None:
    taken_["cases"][GONE] = {**taken_["cases"][CODE], "code": GONE}


def a_stranger_case(taken_: Copy) -> None:
    taken_["cases"]["2611239999990"] = taken_["cases"][CODE]


def a_forged_signature(taken_: Copy) -> None:
    signature = taken_["roots"][0]["signatures"][0]["signature"]
    taken_["roots"][0]["signatures"][0]["signature"] = signature[::-1]


def a_root_without_signature(taken_: Copy) -> None:
    taken_["roots"][1]["signatures"] = []


def a_salt_that_is_gone(taken_: Copy) -> None:
    [each for each in taken_["entries"] if each["code"] == CODE][-1]["salt"] = None


@pytest.mark.parametrize(
    "change",
    [
        a_letter_of_an_answer,
        a_letter_of_an_earlier_answer,
        who_was_responsible,
        a_removed_entry,
        the_last_entry_removed,
        a_reordered_entry,
        an_answer_and_its_digest,
        a_chain_made_anew,
        a_withdrawal_without_an_entry,
        a_publication_without_an_entry,
        a_stranger_case,
        a_forged_signature,
        a_root_without_signature,
        a_salt_that_is_gone,
    ],
    ids=lambda change: change.__name__,
)
def test_what_is_changed_in_silence_is_found(whole: Copy, change: Callable[[Copy], None]) -> None:
    changed = copy.deepcopy(whole)
    change(changed)
    assert wrong(changed) != []


def test_a_ledger_that_is_forged_as_a_whole_is_found_by_who_kept_a_day(tmp_path: Path) -> None:
    """Texts, chain, roots and keys all fit together; only that they are others than before gives it away."""
    kept = kept_before()
    assert wrong(taken(a_portal(FIRST), tmp_path / "honest"), kept) == []
    forged = taken(a_portal(FORGED, answer="Chưa làm gì."), tmp_path / "forged")
    assert wrong(forged) == []
    found = " ".join(wrong(forged, kept))
    assert "nobody known signed" in found and "not the one that was closed" in found


def test_a_day_that_was_kept_and_is_gone_is_found(whole: Copy) -> None:
    kept = kept_before()
    wrong(whole, kept)
    shorter = copy.deepcopy(whole)
    del shorter["roots"][0]
    assert "the root of that day is gone" in " ".join(wrong(shorter, kept))


def test_a_new_key_counts_once_one_that_is_known_signs_beside_it(tmp_path: Path) -> None:
    portal = a_portal(FIRST)
    kept = kept_before()
    wrong(taken(portal, tmp_path / "1"), kept)
    for number, keys in enumerate([(FIRST, SECOND), (SECOND,)], 2):
        rotated = Portal(ledger_keys=keys)
        portal.app = rotated.app.__class__(
            **{name: getattr(portal.app, name) for name in portal.app.__dataclass_fields__ if name != "ledger"},
            ledger=_signed_by(portal, keys),
        )
        portal.clock.at += timedelta(days=1)
        portal.app.keep_house()
        assert wrong(taken(portal, tmp_path / str(number)), kept) == []
    assert len(kept["keys"]) == 2


def _signed_by(portal: Portal, keys: tuple[str, ...]) -> Any:
    from services.publish.wiring.ledger import build_ledger

    return build_ledger(keys, portal.ledger, portal.clock)


def strings(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Yield the way to every text and number that is covered."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from strings(inner, (*path, key))
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            yield from strings(inner, (*path, number))
    elif isinstance(value, str) and value:
        yield path


def is_covered(path: tuple[Any, ...]) -> bool:
    """What the API says of a case beyond what the ledger covers may change; the salts of what is gone are gone."""
    if path[0] in ("cases", "earlier"):
        return path[2] in FIELDS and (len(path) < 4 or path[4] in PART_FIELDS[path[2]])
    return not (path[0] == "entries" and path[2] == "salt")


@settings(deadline=None, max_examples=400)
@given(data=st.data())
def test_no_letter_anywhere_can_be_changed_in_silence(whole: Copy, data: st.DataObject) -> None:
    changed = copy.deepcopy(whole)
    path = data.draw(st.sampled_from([each for each in strings(changed) if is_covered(each)]))
    place: Any = changed
    for step in path[:-1]:
        place = place[step]
    text = place[path[-1]]
    at = data.draw(st.integers(0, len(text) - 1))
    letter = data.draw(st.sampled_from("aáb0123456789đ[ ").filter(lambda each: each != text[at]))
    place[path[-1]] = text[:at] + letter + text[at + 1 :]
    assert wrong(changed) != [], path


def test_the_programs_run_from_the_command_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder, kept = tmp_path / "copy", tmp_path / "kept.json"
    taken_ = taken(a_portal(), folder)
    assert verify.main(str(folder), str(kept)) == 0
    assert "Đúng cả / all is well: 7" in capsys.readouterr().out
    assert list(json.loads(kept.read_text())["roots"]) == ["2026-11-23", "2026-11-24", "2026-11-25"]
    a_letter_of_an_answer(taken_)
    (folder / "cases.json").write_text(json.dumps(taken_["cases"]), "utf-8")
    assert verify.main(str(folder), str(kept)) == 1
    assert f"{CODE}: câu trả lời đã bị sửa" in capsys.readouterr().out
    assert sys.version_info >= (3, 10)
