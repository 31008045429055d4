"""Published cases as open data: which fields there are (`fields`) and what a case says in them (`records`)."""
