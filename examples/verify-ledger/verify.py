"""Check a copy of the public ledger: verify.py FOLDER KEPT.json. Says what is wrong; exit code 0 when nothing is."""

import hashlib
import json
import sys
import unicodedata
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

HEADER = ("number", "time", "kind", "code", "form", "digest", "previous")
FIELDS = ("code", "title", "text", "address", "category", "area", "channel", "received_at", "agency", "agency_name")
FIELDS += ("answered_at", "due_at", "due_reason_vi", "due_reason_en", "on_time", "outcome", "answer")
FIELDS += ("scheduled_for", "proof")
PARTS = {"steps": ("agency", "agency_name", "at"), "photos": ("id", "part", "alt")}


def canonical(value):
    """Return JSON that is always the same bytes: NFC, keys sorted, no blanks."""
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return unicodedata.normalize("NFC", text).encode()


def is_as_entered(case, entry):
    """Return whether a case reads as it did when the entry was made."""
    content = {name: case.get(name) for name in FIELDS}
    content |= {name: [{key: part.get(key) for key in keys} for part in case[name]] for name, keys in PARTS.items()}
    return hashlib.sha256((entry["salt"] or "").encode() + canonical(content)).hexdigest() == entry["digest"]


def is_signed(root, key):
    """Return whether the holder of the key signed this day."""
    signatures = [each["signature"] for each in root["signatures"] if each["key"] == key]
    message = canonical({name: root[name] for name in ("day", "number", "hash", "keys")})
    try:
        Ed25519PublicKey.from_public_bytes(bytes.fromhex(key)).verify(bytes.fromhex(signatures[0]), message)
    except (InvalidSignature, IndexError, ValueError):
        return False
    return True


def wrong_in_chain(entries):
    """Yield what is wrong with the entries among themselves."""
    previous, time = "0" * 64, ""
    for number, entry in enumerate(entries, 1):
        if entry["number"] != number or entry["previous"] != previous or entry["time"] < time:
            yield f"mục {number}: bị bỏ, chèn hay đổi chỗ / entry {number} is missing, put in or moved"
        if hashlib.sha256(canonical({name: entry[name] for name in HEADER})).hexdigest() != entry["hash"]:
            yield f"mục {number}: bị sửa / entry {number} was changed"
        previous, time = entry["hash"], entry["time"]


def wrong_in_roots(entries, roots, kept):
    """Check the signed days, those kept from earlier times too, and keep what can be trusted from now on."""
    for day, closed in {**{root["day"]: [root["number"], root["hash"]] for root in roots}, **kept["roots"]}.items():
        if closed not in [[entry["number"], entry["hash"]] for entry in entries[closed[0] - 1 : closed[0]]]:
            yield f"{day}: sổ không còn như lúc ký / the ledger is not the one that was closed that day"
    for day in sorted(kept["roots"].keys() - {root["day"] for root in roots}):
        yield f"{day}: mất chữ ký / the root of that day is gone"
    for root in roots:
        signers = [key for key in root["keys"] if is_signed(root, key)]
        if signers != root["keys"] or (kept["keys"] and not set(signers) & set(kept["keys"])):
            yield f"{root['day']}: chữ ký không đúng / nobody known signed that day"
        else:  # the first keys are taken on trust; later ones must have signed beside one that is trusted
            kept["keys"] += [key for key in signers if key not in kept["keys"]]
        kept["roots"].setdefault(root["day"], [root["number"], root["hash"]])


def wrong_in_texts(entries, cases, earlier):
    """`cases` are those that are public, null where one changed during the download; `earlier` are replaced texts."""
    latest = {entry["code"]: entry for entry in entries}
    for code in sorted(latest.keys() | cases.keys()):
        case, entry = cases.get(code), latest.get(code, {"kind": "none"})
        if (code in cases) != (entry["kind"] in ("publication", "correction")):
            yield f"{code}: công khai hay gỡ mà không ghi sổ / published or taken down without an entry"
        elif case and not is_as_entered(case, entry):
            yield f"{code}: câu trả lời đã bị sửa / not as it was published"
    for number, case in earlier.items():
        if not is_as_entered(case, entries[int(number) - 1]):
            yield f"mục {number}: nội dung cũ đã bị sửa / the earlier text of entry {number} was changed"


def main(folder, file):
    """Check the copy in `folder` against what `file` has kept from earlier times, and keep more when all is well."""
    names = ("entries", "roots", "cases", "earlier")
    entries, roots, cases, earlier = (json.loads((Path(folder) / f"{name}.json").read_text("utf-8")) for name in names)
    kept = json.loads(Path(file).read_text("utf-8")) if Path(file).exists() else {"keys": [], "roots": {}}
    wrong = [*wrong_in_chain(entries), *wrong_in_roots(entries, roots, kept), *wrong_in_texts(entries, cases, earlier)]
    print("\n".join(wrong) or f"Đúng cả / all is well: {len(entries)} mục/entries, {len(roots)} ngày/days")
    if not wrong:
        Path(file).write_text(json.dumps(kept, indent=1), "utf-8")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
