"""A private RabbitMQ node and a private one-node MongoDB replica set for development and tests; never for production."""
