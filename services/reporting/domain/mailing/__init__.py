"""Reports by mail: who wants which tables, and when."""
