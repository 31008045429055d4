"""Commands of routing: reference data, rules, accounts, agencies."""
