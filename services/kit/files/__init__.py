"""Files that people send: looked at by their content, drawn anew, kept, opened by links, swept when nothing names them.

One place for every service that takes files, each with its own database: what a harmless file is, is said once.

| module | what |
|---|---|
| `keep` | takes the files of a message, all or what can be |
| `examine` | what a file is, and what of it others may see |
| `open` | the variants, for whoever may ask |
| `sweep` | deletes what waited for its case too long |
| `ports`, `gridfs`, `picture`, `clamd`, `workbench` | what they need, and the real things |
"""
