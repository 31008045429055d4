"""How the standard tables are made from figures: which columns, which rows, in which order, and what must add up."""
