"""The knowledge base: what citizens and operators look up, from the first draft to the day nobody needs it any more."""
