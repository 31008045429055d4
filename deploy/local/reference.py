"""What a fresh system is given before anybody uses it, as commands of `hotline`."""

GIALAI = "deploy/data/gialai"
#: Drafts, until somebody at the desk publishes them.
KNOWLEDGE = ("thu-tuc", "hoi-dap", "dau-tu", "du-lich", "su-kien")
#: Each may run again at any time: the same content changes nothing, and what people edited at the desk stays.
REFERENCE = (
    ("catalog", "load", "--keep", GIALAI),
    ("texts", "load", f"{GIALAI}/texts.yaml"),
    ("suggestions", "load", "--folder", f"{GIALAI}/suggestion"),
    ("knowledge", "import", *(f"{GIALAI}/knowledge/{name}.csv" for name in KNOWLEDGE)),
)
