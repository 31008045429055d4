"""A private RabbitMQ node and a private MongoDB replica set for development and tests; never for production."""
