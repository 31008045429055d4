"""Reads a page from standard input and writes its PDF to standard output: a process that `Press` starts."""

from __future__ import annotations

import resource
import sys

MEMORY_BYTES = 1_500 * 2**20
#: What the page may load: its chart, which it holds itself. Nothing from the network, nothing from the disk.
PROTOCOLS = ("data",)


def main() -> None:
    """Print one page, tagged for those who hear it, with letters that have Vietnamese marks inside."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    from weasyprint import HTML  # type: ignore[import-untyped]
    from weasyprint.urls import URLFetcher  # type: ignore[import-untyped]

    page = sys.stdin.buffer.read().decode()
    fetcher = URLFetcher(allowed_protocols=PROTOCOLS)
    printed = HTML(string=page, url_fetcher=fetcher).write_pdf(pdf_variant="pdf/ua-1", pdf_identifier=b"1022")
    sys.stdout.buffer.write(printed)


if __name__ == "__main__":
    main()
