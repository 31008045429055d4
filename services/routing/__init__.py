"""Routing: who must answer a case and by when, the desk of operators and officers, and the agencies' replies."""
