"""How well the redactor finds personal data; see docs/measurements/redaction.md."""
