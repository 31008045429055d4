"""What a fresh system is given before anybody uses it, as commands of `hotline`."""

GIALAI = "deploy/data/gialai"
#: Each may run again at any time: the same content changes nothing, and what people edited at the desk stays.
REFERENCE = (
    ("catalog", "load", "--keep", GIALAI),
    ("texts", "load", f"{GIALAI}/texts.yaml"),
    ("suggestions", "load", "--folder", f"{GIALAI}/suggestion"),
)
