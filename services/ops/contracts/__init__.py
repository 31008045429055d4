"""The published contracts, made from the code that keeps them: AsyncAPI, JSON Schema and OpenAPI."""
