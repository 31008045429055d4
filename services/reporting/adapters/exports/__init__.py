"""Tables of figures as files: for a spreadsheet program, and for paper."""
