"""Take a copy of the public ledger of a 1022 portal: download.py https://portal.example.org FOLDER (see README.md)."""

import json
import random
import sys
import urllib.request
from pathlib import Path

#: Of how many cases the page is looked at, beside the files.
PAGES = 20


def fetch(address):
    """Return what the site says at an address."""
    with urllib.request.urlopen(address, timeout=120) as answer:  # noqa: S310 - the reader's own choice
        return json.load(answer)


def everything(address, name, key, found):
    """Return the whole list: what was found before, and page after page of what came later."""
    while True:
        page = fetch(f"{address}?after={found[-1][key]}" if found else address)
        found = found + page[name]
        if not page["more"]:
            return found


def public_cases(site):
    """Return every case that is public, by code."""
    months = [each["month"] for each in fetch(f"{site}/du-lieu.json")["months"]]
    cases = {case["code"]: case for month in months for case in fetch(f"{site}/du-lieu/{month}.json")["cases"]}
    for code in random.sample(sorted(cases), min(PAGES, len(cases))):  # a page may say something else than a file
        cases[code] = fetch(f"{site}/api/cases/{code}")
    return cases


def earlier_texts(site, entries):
    """Return the texts that others took the place of, as far as they may still be read, by number of their entry."""
    latest = {entry["code"]: entry["number"] for entry in entries}
    texts = [each for each in entries if each["salt"] and each["kind"] != "withdrawal"]
    replaced = [each["number"] for each in texts if each["number"] < latest[each["code"]]]
    return {number: fetch(f"{site}/api/ledger/{number}")["content"] for number in replaced}


def main(site, folder):
    """Copy the ledger, the texts it covers and the signed days of `site` to `folder`."""
    site = site.rstrip("/")
    before = everything(f"{site}/api/ledger", "entries", "number", [])
    cases = public_cases(site)
    entries = everything(f"{site}/api/ledger", "entries", "number", before)
    for entry in entries[len(before) :]:  # changed while we were reading: next time
        cases.pop(entry["code"], None)
        if entry["kind"] != "withdrawal":
            cases[entry["code"]] = None
    earlier = {number: text for number, text in earlier_texts(site, entries).items() if text}
    roots = everything(f"{site}/api/ledger/roots", "roots", "day", [])
    Path(folder).mkdir(parents=True, exist_ok=True)
    for name, what in {"entries": entries, "roots": roots, "cases": cases, "earlier": earlier}.items():
        (Path(folder) / f"{name}.json").write_text(json.dumps(what, ensure_ascii=False), "utf-8")


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
