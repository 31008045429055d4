"""The rules of telling a citizen something once: the ledger's states, retrying, giving up, and the words for facts."""
