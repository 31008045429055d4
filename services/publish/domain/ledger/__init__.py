"""The public ledger: a chain of everything that was published, corrected or taken back, by which silent changes show.

`content` says what of a case is covered and how it is digested, `marks` what a change of a case adds to the ledger,
`chain` how entries hang together, `roots` what is signed at the end of a day.
"""
